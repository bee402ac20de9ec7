package lockpick.engine.chat.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template does, in order. */
sealed interface Statement {

    /** Template text. */
    record Write(Text text, int line) implements Statement {}

    /** {@code {{ value }}} */
    record Print(Expression value) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression test, List<Statement> body) {}

    /**
     * A loop.
     *
     * @param names one, or as many as each item has
     * @param only items of which this does not hold are left out before counting
     * @param otherwise when there is no item
     */
    record For(
            List<String> names,
            Expression items,
            @Nullable Expression only,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Set(String name, Expression value) implements Statement {}

    /** {@code set namespace.field = value} */
    record SetField(String namespace, String field, Expression value, int line) implements Statement {}

    /** {@code set name}, text, {@code endset} */
    record SetText(String name, List<Statement> body) implements Statement {}

    record MacroDefinition(String name, List<Parameter> parameters, List<Statement> body) implements Statement {}

    record Parameter(String name, @Nullable Expression ifMissing) {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
