package lockpick.study.grade.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lockpick.study.grade.math.Answer.Based;
import lockpick.study.grade.math.Answer.Bracketed;
import lockpick.study.grade.math.Answer.Listing;
import lockpick.study.grade.math.Answer.Matrix;
import lockpick.study.grade.math.Answer.Phrase;
import lockpick.study.grade.math.Answer.Ratio;
import lockpick.study.grade.math.Answer.Relation;
import lockpick.study.grade.math.Answer.Union;
import lockpick.study.grade.math.Answer.Value;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.PlusMinus;
import lockpick.study.grade.math.Expression.Power;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;
import lockpick.study.grade.math.Token.Kind;

/** Reads a whole answer: lists, relations, unions, brackets, matrices, and values with their units. */
final class AnswerParser {

    private static final Set<String> RELATIONS = Set.of("=", "<", ">", "≤", "≥", "≠", "≈", "∈");
    private static final Set<String> CURRENCIES = Set.of("$", "€", "£");

    private final Tokens tokens;
    private final ExpressionParser expressions;

    private AnswerParser(List<Token> tokens) {
        this.tokens = new Tokens(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    /**
     * @throws Undecidable if the notation is not known
     */
    static Answer parse(List<Token> tokens) {
        AnswerParser parser = new AnswerParser(tokens);
        Answer answer = parser.list();
        if (!parser.tokens.atEnd()) {
            throw parser.tokens.unreadable();
        }
        return answer;
    }

    /** Items with commas, semicolons, "and" or "or" between; {@code a=1,b=2;a=3,b=4} is a list of lists. */
    private Answer list() {
        List<List<Answer>> segments = new ArrayList<>();
        segments.add(new ArrayList<>());
        boolean words = false;
        while (true) {
            segments.getLast().add(item());
            boolean comma = tokens.accept(",");
            boolean word = tokens.accept("and") || tokens.accept("or");
            words |= word;
            if (tokens.accept(";") || (word && !comma)) {
                segments.add(new ArrayList<>());
            } else if (!comma) {
                break;
            }
        }
        int width = segments.getFirst().size();
        if (segments.size() > 1 && width > 1 && segments.stream().allMatch(segment -> segment.size() == width)) {
            List<Answer> tuples = new ArrayList<>();
            segments.forEach(segment -> tuples.add(new Listing(segment, false)));
            return new Listing(tuples, true);
        }
        List<Answer> items = segments.stream().flatMap(List::stream).toList();
        return items.size() == 1 ? items.getFirst() : new Listing(spliced(items), words);
    }

    /** The two values of a ± stand as two items. */
    private static List<Answer> spliced(List<Answer> items) {
        List<Answer> result = new ArrayList<>();
        for (Answer item : items) {
            if (item instanceof Listing listing && listing.unordered()) {
                result.addAll(listing.items());
            } else {
                result.add(item);
            }
        }
        return result;
    }

    private Answer item() {
        List<Answer> sides = new ArrayList<>();
        List<String> signs = new ArrayList<>();
        sides.add(union());
        while (tokens.at(Kind.SIGN) && RELATIONS.contains(tokens.peek().text())) {
            signs.add(tokens.take().text());
            sides.add(union());
        }
        return signs.isEmpty() ? sides.getFirst() : new Relation(sides, signs);
    }

    private Answer union() {
        List<Answer> parts = new ArrayList<>();
        do {
            parts.add(operand());
        } while (tokens.accept("∪"));
        return parts.size() == 1 ? parts.getFirst() : new Union(parts);
    }

    private Answer operand() {
        if (tokens.at("begin") || matrixFollowsFactor()) {
            return matrix();
        }
        boolean around = (tokens.at("(") || tokens.at("[")) && tokens.peek(1).is("begin");
        if (around) {
            tokens.take();
            Answer matrix = matrix();
            if (!tokens.accept(")") && !tokens.accept("]")) {
                throw tokens.unreadable();
            }
            return matrix;
        }
        boolean bracket = tokens.at("(") || tokens.at("[") || tokens.at("{");
        if (tokens.at("\\{") || (bracket && tokens.bracketHoldsList())) {
            return group();
        }
        return tokens.at(Kind.WORD) ? phrase() : value();
    }

    private Answer group() {
        tokens.enter();
        String open = tokens.take().text();
        if (open.equals("\\{") && tokens.accept("\\}")) {
            tokens.leave();
            return new Value(new Expression.Symbol("∅"), Unit.NONE);
        }
        Answer content = list();
        List<Answer> items = content instanceof Listing listing ? listing.items() : List.of(content);
        String close = tokens.take().text();
        tokens.leave();
        return switch (open) {
            case "\\{" -> closed(close, "\\}", new Listing(items, true));
            case "{" -> closed(close, "}", new Listing(items, false));
            default -> {
                if (!close.equals(")") && !close.equals("]")) {
                    throw new Undecidable("a bracket is never closed");
                }
                yield new Bracketed(open, items, close);
            }
        };
    }

    private static Answer closed(String close, String expected, Answer group) {
        if (!close.equals(expected)) {
            throw new Undecidable("a brace is never closed");
        }
        return group;
    }

    private Answer phrase() {
        StringBuilder words = new StringBuilder(tokens.take().text());
        while (tokens.at(Kind.WORD)) {
            words.append(' ').append(tokens.take().text());
        }
        return new Phrase(words.toString());
    }

    private Answer value() {
        boolean money =
                tokens.at(Kind.SIGN) && CURRENCIES.contains(tokens.peek().text());
        Unit unit = money ? currency() : Unit.NONE;
        if (tokens.at(Kind.NUMBER) && tokens.peek(1).is("_")) {
            return based();
        }
        Expression expression = expressions.sum();
        if (tokens.at(":")) {
            List<Expression> parts = new ArrayList<>(List.of(expression));
            while (tokens.accept(":")) {
                parts.add(expressions.sum());
            }
            return new Ratio(parts);
        }
        Unit after = unit();
        if (!after.equals(Unit.NONE) && money && !after.equals(unit)) {
            throw new Undecidable("two units");
        }
        return signed(expression, money ? unit : after);
    }

    /** Both values of an expression with ±. */
    private static Answer signed(Expression expression, Unit unit) {
        if (!hasPlusMinus(expression)) {
            return new Value(expression, unit);
        }
        Answer plus = new Value(expression.withSign(true), unit);
        return new Listing(List.of(plus, new Value(expression.withSign(false), unit)), true);
    }

    private static boolean hasPlusMinus(Expression expression) {
        return switch (expression) {
            case Literal literal -> false;
            case Expression.Symbol symbol -> false;
            case Sum sum -> sum.terms().stream().anyMatch(AnswerParser::hasPlusMinus);
            case Product product -> product.factors().stream().anyMatch(AnswerParser::hasPlusMinus);
            case Power power -> hasPlusMinus(power.base()) || hasPlusMinus(power.exponent());
            case Call call -> call.arguments().stream().anyMatch(AnswerParser::hasPlusMinus);
            case PlusMinus sign -> true;
        };
    }

    private Unit currency() {
        String sign = tokens.take().text();
        return sign.equals("$") ? Unit.DOLLAR : Unit.of(sign, 1);
    }

    private Unit unit() {
        if (tokens.accept("°")) {
            return Unit.DEGREE;
        }
        if (tokens.accept("%")) {
            return Unit.PERCENT;
        }
        if (tokens.at(Kind.SIGN) && CURRENCIES.contains(tokens.peek().text())) {
            return currency();
        }
        if (!tokens.at(Kind.WORD)) {
            return Unit.NONE;
        }
        String words = ((Phrase) phrase()).words();
        if (!tokens.accept("^")) {
            return Unit.of(words, 1);
        }
        boolean braced = tokens.accept("{");
        Token power = tokens.take();
        if (braced) {
            tokens.expect("}");
        }
        return switch (power.text()) {
            case "2" -> Unit.of(words, 2);
            case "3" -> Unit.of(words, 3);
            default -> throw new Undecidable("an unknown power of a unit");
        };
    }

    private Answer based() {
        String digits = tokens.take().text();
        tokens.expect("_");
        String subscript =
                tokens.at("{") ? tokens.takeBracedText() : tokens.take().text();
        try {
            int base = Integer.parseInt(subscript);
            return new Based(new BigInteger(digits, base), base);
        } catch (NumberFormatException e) {
            throw new Undecidable(digits + " is no number in base " + subscript);
        }
    }

    private boolean matrixFollowsFactor() {
        boolean factor = tokens.at(Kind.NUMBER) || tokens.at("-") || tokens.at(Kind.COMMAND);
        for (int i = 0; factor && i < 16; i++) {
            if (tokens.peek(i).is("begin")) {
                return true;
            }
            if (tokens.peek(i).is(",") || tokens.peek(i).is("=")) {
                return false;
            }
        }
        return false;
    }

    /** A matrix, a multiple of one, or the product of two. */
    private Answer matrix() {
        boolean minus = tokens.accept("-");
        Expression factor = tokens.at("begin") ? Expression.integer(1) : expressions.matrixFactor();
        if (minus) {
            factor = Expression.negative(factor);
        }
        List<List<Expression>> product = Matrices.scaled(factor, rows());
        if (tokens.accept("*") || tokens.at("begin")) {
            product = Matrices.product(product, rows());
        }
        return new Matrix(product);
    }

    private List<List<Expression>> rows() {
        tokens.expect("begin");
        List<List<Expression>> rows = new ArrayList<>();
        rows.add(new ArrayList<>());
        while (!tokens.accept("end")) {
            rows.getLast().add(expressions.sum());
            if (tokens.accept("row")) {
                if (!tokens.at("end")) {
                    rows.add(new ArrayList<>());
                }
            } else if (!tokens.accept("&") && !tokens.at("end")) {
                throw tokens.unreadable();
            }
        }
        int width = rows.getFirst().size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new Undecidable("a matrix with rows of different lengths");
        }
        return rows;
    }
}
