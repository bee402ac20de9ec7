package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads expressions; from the loosest binding operators to the tightest, one method each, as Jinja has them. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final int LONGEST_CHAIN = 200;

    private final Words words;

    /** Calls of functions that are none of {@link Functions}: macros, wherever in the template they are defined. */
    private final List<Expression.Call> macroCalls = new ArrayList<>();

    ExpressionParser(Words words) {
        this.words = words;
    }

    List<Expression.Call> macroCalls() {
        return macroCalls;
    }

    /** Any expression. */
    Expression expression() {
        words.enter();
        Expression value = or();
        int line = words.line();
        if (words.takeWord("if")) {
            Expression test = or();
            value = new Expression.Condition(test, value, words.takeWord("else") ? expression() : null, line);
        }
        words.leave();
        return value;
    }

    /** An expression without {@code if}, as statements take it. */
    Expression or() {
        Expression left = and();
        for (int links = 1; words.aheadWord("or"); links++) {
            int line = link(links);
            left = new Expression.Or(left, and(), line);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        for (int links = 1; words.aheadWord("and"); links++) {
            int line = link(links);
            left = new Expression.And(left, not(), line);
        }
        return left;
    }

    private Expression not() {
        int line = words.line();
        if (!words.takeWord("not")) {
            return comparison();
        }
        words.enter();
        Expression negated = new Expression.Not(not(), line);
        words.leave();
        return negated;
    }

    private Expression comparison() {
        int line = words.line();
        Expression first = sum();
        List<Expression.Compared> others = new ArrayList<>();
        while (true) {
            if (words.ahead(Token.Kind.OPERATOR)
                    && COMPARISONS.contains(words.peek().text())) {
                others.add(new Expression.Compared(words.next().text(), sum()));
            } else if (words.takeWord("in")) {
                others.add(new Expression.Compared("in", sum()));
            } else if (words.takeWord("not")) {
                if (!words.takeWord("in")) {
                    throw words.unexpected("'in'");
                }
                others.add(new Expression.Compared("not in", sum()));
            } else {
                return others.isEmpty() ? first : new Expression.Comparison(first, others, line);
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        for (int links = 1; words.ahead("+") || words.ahead("-"); links++) {
            String operator = words.peek().text();
            int line = link(links);
            left = new Expression.Arithmetic(operator, left, concatenation(), line);
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        for (int links = 1; words.ahead("~"); links++) {
            int line = link(links);
            left = new Expression.Arithmetic("~", left, product(), line);
        }
        return left;
    }

    private Expression product() {
        Expression left = sign();
        for (int links = 1; words.ahead("*") || words.ahead("//") || words.ahead("%"); links++) {
            String operator = words.peek().text();
            int line = link(links);
            left = new Expression.Arithmetic(operator, left, sign(), line);
        }
        return left;
    }

    private Expression sign() {
        Expression value = operand();
        for (int links = 1; words.ahead("|") || words.aheadWord("is"); links++) {
            String operator = words.peek().text();
            int line = link(links);
            value = operator.equals("|") ? filter(value, line) : test(value, line);
        }
        return value;
    }

    private Expression operand() {
        words.enter();
        int line = words.line();
        Expression value = words.take("-") ? new Expression.Negative(operand(), line) : withParts(primary());
        words.leave();
        return value;
    }

    /** A value and what is taken out of it: attributes, items, slices, methods. */
    private Expression withParts(Expression start) {
        Expression value = start;
        for (int links = 1; words.ahead(".") || words.ahead("["); links++) {
            String operator = words.peek().text();
            int line = link(links);
            value = operator.equals(".") ? attribute(value, line) : item(value, line);
        }
        return value;
    }

    private Expression attribute(Expression base, int line) {
        String name = words.expect(Token.Kind.NAME, "a name").text();
        return words.ahead("(")
                ? new Expression.Method(base, known(name, Methods.NAMES, "method", line), arguments(), line)
                : new Expression.Attribute(base, name, line);
    }

    private Expression filter(Expression base, int line) {
        String name = known(words.name(), Filters.NAMES, "filter", line);
        return new Expression.Filter(base, name, words.ahead("(") ? arguments() : Expression.Arguments.NONE, line);
    }

    private Expression item(Expression base, int line) {
        Expression from = words.ahead(":") ? null : expression();
        if (from != null && words.take("]")) {
            return new Expression.Item(base, from, line);
        }
        words.expect(":");
        Expression to = words.ahead(":") || words.ahead("]") ? null : expression();
        Expression step = words.take(":") && !words.ahead("]") ? expression() : null;
        words.expect("]");
        return new Expression.Slice(base, from, to, step, line);
    }

    private Expression test(Expression base, int line) {
        boolean negated = words.takeWord("not");
        String name = words.ahead("==")
                ? words.next().text()
                : words.expect(Token.Kind.NAME, "a test").text();
        known(name, Tests.NAMES, "test", line);
        Expression.Arguments arguments = Expression.Arguments.NONE;
        if (words.ahead("(")) {
            arguments = arguments();
        } else if (Tests.TAKES_ONE.contains(name)) {
            arguments = new Expression.Arguments(List.of(operand()), Map.of());
        }
        Expression test = new Expression.Test(base, name, arguments, line);
        return negated ? new Expression.Not(test, line) : test;
    }

    private Expression primary() {
        int line = words.line();
        if (words.take("(")) {
            return parenthesis(line);
        }
        if (words.take("[")) {
            return new Expression.ListLiteral(items("]", new ArrayList<>()), line);
        }
        if (words.take("{")) {
            return new Expression.MapLiteral(entries(), line);
        }
        if (words.ahead(Token.Kind.STRING)) {
            StringBuilder text = new StringBuilder();
            while (words.ahead(Token.Kind.STRING)) { // side by side they are one
                text.append(words.next().text());
            }
            return new Expression.Literal(Text.markup(text.toString()), line);
        }
        if (words.ahead(Token.Kind.INTEGER)) {
            return new Expression.Literal(
                    new Value.Int(Long.parseLong(words.next().text())), line);
        }
        String name = words.name();
        return switch (name) {
            case "true", "True" -> new Expression.Literal(new Value.Truth(true), line);
            case "false", "False" -> new Expression.Literal(new Value.Truth(false), line);
            case "none", "None" -> new Expression.Literal(Value.NONE, line);
            default -> words.ahead("(") ? call(name, line) : new Expression.Name(name, line);
        };
    }

    private Expression parenthesis(int line) {
        if (words.take(")")) {
            return new Expression.ListLiteral(List.of(), line);
        }
        Expression first = expression();
        if (words.take(")")) {
            return first;
        }
        words.expect(",");
        List<Expression> items = new ArrayList<>();
        items.add(first);
        return new Expression.ListLiteral(items(")", items), line);
    }

    private Expression call(String name, int line) {
        Expression.Call call = new Expression.Call(name, arguments(), line);
        if (!Functions.NAMES.contains(name)) {
            macroCalls.add(call);
        }
        return call;
    }

    private List<Expression> items(String end, List<Expression> items) {
        while (!words.take(end)) {
            items.add(expression());
            if (!words.ahead(end)) {
                words.expect(",");
            }
        }
        return items;
    }

    private List<Expression.Entry> entries() {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!words.take("}")) {
            Expression key = expression();
            words.expect(":");
            entries.add(new Expression.Entry(key, expression()));
            if (!words.ahead("}")) {
                words.expect(",");
            }
        }
        return entries;
    }

    private Expression.Arguments arguments() {
        words.expect("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!words.take(")")) {
            Expression value = expression();
            if (value instanceof Expression.Name name && words.take("=")) {
                named.put(name.name(), expression());
            } else {
                positional.add(value);
            }
            if (!words.ahead(")")) {
                words.expect(",");
            }
        }
        return new Expression.Arguments(positional, named);
    }

    /** Passes the operator of a chain, which becomes a tree as deep as the chain is long. */
    private int link(int links) {
        if (links > LONGEST_CHAIN) {
            throw chainTooLong();
        }
        return words.next().line();
    }

    private TemplateException chainTooLong() {
        return new TemplateException(words.line(), "an expression joins more than " + LONGEST_CHAIN + " values");
    }

    private static String known(String name, Set<String> names, String what, int line) {
        if (!names.contains(name)) {
            throw new TemplateException(
                    line,
                    "the " + what + " " + name + " is not supported; expected one of "
                            + String.join(", ", names.stream().sorted().toList()));
        }
        return name;
    }
}
