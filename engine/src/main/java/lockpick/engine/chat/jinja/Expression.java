package lockpick.engine.chat.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands for a value. {@code line} is where it stands, from 1. */
sealed interface Expression {

    int line();

    record Literal(Value value, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    record ListLiteral(List<Expression> items, int line) implements Expression {}

    record MapLiteral(List<Entry> entries, int line) implements Expression {}

    record Entry(Expression key, Expression value) {}

    /** {@code base.name} */
    record Attribute(Expression base, String name, int line) implements Expression {}

    /** {@code base[key]} */
    record Item(Expression base, Expression key, int line) implements Expression {}

    /** {@code base[from:to:step]} */
    record Slice(
            Expression base,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step,
            int line) implements Expression {}

    /** {@code name(…)}: a macro or one of {@link Functions} */
    record Call(String name, Arguments arguments, int line) implements Expression {}

    /** {@code base.name(…)}: one of {@link Methods} */
    record Method(Expression base, String name, Arguments arguments, int line) implements Expression {}

    /** {@code base | name(…)}: one of {@link Filters} */
    record Filter(Expression base, String name, Arguments arguments, int line) implements Expression {}

    /** {@code base is name …}: one of {@link Tests} */
    record Test(Expression base, String name, Arguments arguments, int line) implements Expression {}

    record Not(Expression operand, int line) implements Expression {}

    record Negative(Expression operand, int line) implements Expression {}

    record And(Expression left, Expression right, int line) implements Expression {}

    record Or(Expression left, Expression right, int line) implements Expression {}

    /** {@code + - * // % ~} */
    record Arithmetic(String operator, Expression left, Expression right, int line) implements Expression {}

    /** {@code first == … < …}: all must hold */
    record Comparison(Expression first, List<Compared> others, int line) implements Expression {}

    /** {@code == != < <= > >= in}, or {@code not in} */
    record Compared(String operator, Expression to) {}

    /** {@code then if test else otherwise} */
    record Condition(
            Expression test, Expression then, @Nullable Expression otherwise, int line) implements Expression {}

    record Arguments(List<Expression> positional, Map<String, Expression> named) {
        static final Arguments NONE = new Arguments(List.of(), Map.of());
    }
}
