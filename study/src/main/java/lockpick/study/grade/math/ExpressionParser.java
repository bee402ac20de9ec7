package lockpick.study.grade.math;

import static lockpick.study.grade.math.Expression.negative;
import static lockpick.study.grade.math.Expression.quotient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.PlusMinus;
import lockpick.study.grade.math.Expression.Power;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;
import lockpick.study.grade.math.Expression.Symbol;
import lockpick.study.grade.math.Token.Kind;

/** Reads one expression, by recursive descent; products may leave out their sign. */
final class ExpressionParser {

    /** Letters that name a function wherever a bracket follows. */
    private static final Set<String> ALWAYS_FUNCTIONS = Set.of("f", "g", "h", "F", "G", "H");

    /** Letters that name a function where a single symbol or number in brackets follows. */
    private static final Set<String> SOMETIMES_FUNCTIONS = Set.of("p", "q", "P", "Q", "W");

    private static final int MOST_SIGNS_AFTER_A_FACTOR = 3;

    private final Tokens tokens;
    private int inside;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Terms with +, −, ± and ∓ between. */
    Expression sum() {
        tokens.enter();
        List<Expression> terms = new ArrayList<>();
        do {
            terms.add(signedProduct());
        } while (tokens.at("+") || tokens.at("-") || tokens.at("±") || tokens.at("∓"));
        tokens.leave();
        return terms.size() == 1 ? terms.getFirst() : new Sum(terms);
    }

    private Expression signedProduct() {
        if (tokens.accept("+")) {
            return afterSign();
        }
        if (tokens.accept("-")) {
            return negative(afterSign());
        }
        if (tokens.accept("±")) {
            return new PlusMinus(afterSign());
        }
        if (tokens.accept("∓")) {
            return new PlusMinus(negative(afterSign()));
        }
        return product();
    }

    /** After a sign another one may stand, as in {@code 2--1}; the depth is bounded. */
    private Expression afterSign() {
        tokens.enter();
        Expression product = signedProduct();
        tokens.leave();
        return product;
    }

    private Expression product() {
        List<Expression> factors = new ArrayList<>();
        factors.add(power());
        while (true) {
            if (tokens.accept("*")) {
                factors.add(signedFactor());
            } else if (tokens.accept("/")) {
                factors.add(new Power(signedFactor(), Expression.MINUS_ONE));
            } else if (startsFactor()) {
                if (tokens.at(Kind.NUMBER)) {
                    throw new Undecidable("a number straight after another factor");
                }
                factors.add(power());
            } else {
                return factors.size() == 1 ? factors.getFirst() : new Product(factors);
            }
        }
    }

    /** The number before a matrix. */
    Expression matrixFactor() {
        Expression factor = power();
        tokens.accept("*");
        return factor;
    }

    private Expression signedFactor() {
        if (tokens.accept("-")) {
            return negative(power());
        }
        tokens.accept("+");
        return power();
    }

    private boolean startsFactor() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, LETTER, COMMAND -> true;
            case WORD -> false;
            case SIGN ->
                token.text().equals("(")
                        || token.text().equals("[")
                        || token.text().equals("{");
        };
    }

    /** A factor with its exponents, factorials and, inside something else, degree signs. */
    private Expression power() {
        Expression base = factor();
        for (int signs = 0; ; signs++) {
            if (signs > MOST_SIGNS_AFTER_A_FACTOR) {
                throw new Undecidable("too many exponents or factorials in a row");
            }
            if (tokens.accept("^")) {
                tokens.enter();
                base = new Power(base, exponent());
                tokens.leave();
            } else if (tokens.accept("!")) {
                base = new Call("!", List.of(base));
            } else if (inside > 0 && tokens.accept("°")) {
                base = new Product(List.of(base, quotient(Expression.PI, Expression.integer(180))));
            } else {
                return base;
            }
        }
    }

    private Expression exponent() {
        if (tokens.accept("-")) {
            return negative(tokens.at(Kind.NUMBER) ? tokens.takeNumber() : argument());
        }
        return tokens.at(Kind.NUMBER) ? tokens.takeNumber() : argument();
    }

    private Expression factor() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> number();
            case LETTER -> letter();
            case COMMAND -> command();
            case WORD -> throw tokens.unreadable();
            case SIGN ->
                switch (token.text()) {
                    case "(" -> bracketed("(", ")");
                    case "[" -> bracketed("[", "]");
                    case "{" -> bracketed("{", "}");
                    case "|" -> new Call("abs", List.of(bracketed("|", "|")));
                    default -> throw tokens.unreadable();
                };
        };
    }

    private Expression bracketed(String open, String close) {
        tokens.expect(open);
        inside++;
        Expression content = sum();
        inside--;
        tokens.expect(close);
        return content;
    }

    /** A number, or a mixed number such as {@code 1\frac{1}{2}} or {@code 1 1/2}. */
    private Expression number() {
        Expression number = tokens.takeNumber();
        if (!(number instanceof Literal(Rational value, int decimals)) || decimals > 0) {
            return number;
        }
        if (tokens.at(Kind.COMMAND) && tokens.peek().text().equals("frac")) {
            Expression fraction = fraction();
            return isProper(fraction) ? new Sum(List.of(number, fraction)) : new Product(List.of(number, fraction));
        }
        if (tokens.at(Kind.NUMBER)
                && tokens.peek().spaced()
                && tokens.peek(1).is("/")
                && tokens.peek(2).kind() == Kind.NUMBER) {
            Expression numerator = tokens.takeNumber();
            tokens.expect("/");
            Expression fraction = quotient(numerator, tokens.takeNumber());
            if (isProper(fraction)) {
                return new Sum(List.of(number, fraction));
            }
            throw new Undecidable("two numbers side by side");
        }
        return new Literal(value, 0);
    }

    private static boolean isProper(Expression fraction) {
        return fraction instanceof Product(List<Expression> parts)
                && parts.get(0) instanceof Literal(Rational numerator, int a)
                && parts.get(1) instanceof Power(Literal(Rational denominator, int b), Expression one)
                && a == 0
                && b == 0
                && numerator.signum() > 0
                && numerator.compareTo(denominator) < 0;
    }

    private Expression letter() {
        String name = tokens.take().text();
        Symbol symbol = new Symbol(tokens.accept("_") ? name + "_" + subscript() : name);
        boolean single = tokens.at("(")
                && (tokens.peek(1).kind() == Kind.LETTER || tokens.peek(1).kind() == Kind.NUMBER)
                && tokens.peek(2).is(")");
        boolean function =
                tokens.at("(") && ALWAYS_FUNCTIONS.contains(name) || single && SOMETIMES_FUNCTIONS.contains(name);
        return function ? new Call(symbol.name(), List.of(bracketed("(", ")"))) : symbol;
    }

    private String subscript() {
        return tokens.at("{") ? tokens.takeBracedText() : tokens.take().text();
    }

    private Expression command() {
        Token command = tokens.peek();
        tokens.enter();
        inside++;
        Expression result = switch (command.text()) {
            case "frac" -> fraction();
            case "sqrt" -> root();
            case "binom", "accent" -> call();
            case "sum", "prod", "int" -> series();
            default -> function();
        };
        inside--;
        tokens.leave();
        return result;
    }

    private Expression fraction() {
        tokens.take();
        Expression numerator = argument();
        return quotient(numerator, argument());
    }

    private Expression root() {
        tokens.take();
        Expression degree = tokens.at("[") ? bracketed("[", "]") : Expression.integer(2);
        if (tokens.at(Kind.NUMBER) && tokens.peek().text().length() > 1) {
            throw new Undecidable("a root of several digits without braces");
        }
        return Expression.root(argument(), degree);
    }

    private Expression call() {
        String name = tokens.take().text();
        Expression first = argument();
        return new Call(name, name.equals("binom") ? List.of(first, argument()) : List.of(first));
    }

    /** A sum, product or integral sign: compared by what is written, never worked out. */
    private Expression series() {
        StringBuilder name = new StringBuilder(tokens.take().text());
        while (tokens.at("_") || tokens.at("^")) {
            name.append(tokens.take().text()).append(subscript());
        }
        return new Call(name.toString(), List.of(product()));
    }

    /** {@code \sin^2 x}, {@code \log_2 8}, {@code \tan^{-1} 1}. */
    private Expression function() {
        String name = tokens.take().text();
        Expression base = null;
        Expression exponent = null;
        while (tokens.at("_") || tokens.at("^")) {
            if (tokens.take().text().equals("_")) {
                base = argument();
            } else {
                exponent = exponent();
            }
        }
        Expression argument = tokens.at("(") ? bracketed("(", ")") : functionArgument();
        if (exponent instanceof Literal(Rational value, int decimals) && value.equals(Rational.MINUS_ONE)) {
            return new Call("arc" + name, List.of(argument));
        }
        Call call = new Call(name, base == null ? List.of(argument) : List.of(argument, base));
        return exponent == null ? call : new Power(call, exponent);
    }

    /** What stands behind a function without brackets: factors up to the next sign or function. */
    private Expression functionArgument() {
        List<Expression> factors = new ArrayList<>();
        do {
            factors.add(tokens.at("-") ? signedFactor() : power());
        } while (startsFactor()
                && !tokens.at("(")
                && !(tokens.at(Kind.COMMAND)
                        && Notation.FUNCTIONS.contains(tokens.peek().text())));
        return factors.size() == 1 ? factors.getFirst() : new Product(factors);
    }

    /** What a command takes: a group in braces, one digit, one letter or one command. */
    private Expression argument() {
        return tokens.at(Kind.NUMBER) ? tokens.takeDigit() : factor();
    }
}
