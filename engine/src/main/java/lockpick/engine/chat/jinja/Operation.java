package lockpick.engine.chat.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A filter, test, method or function at work.
 *
 * @param name as {@code filter trim}
 * @param on what it is applied to; for a function, nothing
 */
record Operation(String name, Value on, List<Value> arguments, Map<String, Value> named, Budget budget, int line) {

    /** The argument at this place or of this name; undefined if it was not given. */
    Value argument(int place, String parameter) {
        return place < arguments.size()
                ? arguments.get(place)
                : named.getOrDefault(parameter, new Value.Undefined(parameter));
    }

    boolean has(int place, String parameter) {
        return place < arguments.size() || named.containsKey(parameter);
    }

    /** Refuses more arguments, or others, than these. */
    void only(String... parameters) {
        if (arguments.size() > parameters.length || !Set.of(parameters).containsAll(named.keySet())) {
            throw fail("takes no more than " + (parameters.length == 0 ? "nothing" : String.join(", ", parameters)));
        }
    }

    /** What it is applied to, which must be a text. */
    Text text() {
        return text(on);
    }

    Text text(int place, String parameter) {
        return text(argument(place, parameter));
    }

    private Text text(Value value) {
        return switch (value) {
            case Text text -> text;
            default -> throw fail("needs a text, not " + Values.kind(value));
        };
    }

    int integer(int place, String parameter, int ifMissing) {
        if (!has(place, parameter)) {
            return ifMissing;
        }
        return switch (argument(place, parameter)) {
            case Value.Int number when number.value() == (int) number.value() -> (int) number.value();
            case Value value -> throw fail("needs a number as its " + parameter + ", not " + Values.kind(value));
        };
    }

    /** Accounts for a text of this length. */
    void spend(long length) {
        budget.spend(length, line);
    }

    TemplateException fail(String problem) {
        return new TemplateException(line, name + " " + problem);
    }
}
