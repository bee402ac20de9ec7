package lockpick.engine.chat.jinja;

import java.util.List;

/** What Python would make of values. */
final class Values {

    private Values() {}

    static boolean truth(Value value) {
        return switch (value) {
            case Value.Undefined undefined -> false;
            case Value.None none -> false;
            case Value.Truth truth -> truth.value();
            case Value.Int number -> number.value() != 0;
            case Text text -> !text.isEmpty();
            case Value.Items items -> !items.values().isEmpty();
            case Value.Mapping mapping -> !mapping.entries().isEmpty();
            case Value.Namespace namespace -> true;
            case Value.Macro macro -> true;
        };
    }

    /** What {@code {{ value }}} writes. */
    static Text written(Value value, int line) {
        return switch (value) {
            case Text text -> text;
            case Value.Undefined undefined -> Text.EMPTY;
            case Value.None none -> Text.markup("None");
            case Value.Truth truth -> Text.markup(truth.value() ? "True" : "False");
            case Value.Int number -> Text.markup(Long.toString(number.value()));
            case Value.Items items -> throw unwritten(value, line);
            case Value.Mapping mapping -> throw unwritten(value, line);
            case Value.Namespace namespace -> throw unwritten(value, line);
            case Value.Macro macro -> throw unwritten(value, line);
        };
    }

    private static TemplateException unwritten(Value value, int line) {
        return new TemplateException(line, "cannot write " + kind(value) + " as text; expected tojson or join");
    }

    /** Equality; True equals 1 as in Python. */
    static boolean equal(Value left, Value right, Budget budget, int line) {
        budget.spend(1, line);
        return switch (left) {
            case Text text -> {
                budget.spend(text.length(), line);
                yield text.equals(right);
            }
            case Value.Items items ->
                right instanceof Value.Items other && equal(items.values(), other.values(), budget, line);
            case Value.Mapping mapping ->
                right instanceof Value.Mapping other
                        && mapping.entries().keySet().equals(other.entries().keySet())
                        && mapping.entries().keySet().stream()
                                .allMatch(key -> equal(
                                        Operators.attribute(mapping, key, line),
                                        Operators.attribute(other, key, line),
                                        budget,
                                        line));
            case Value.Truth truth -> number(truth).equals(number(right));
            case Value.Int number -> number.equals(number(right));
            case Value.None none -> right instanceof Value.None;
            case Value.Undefined undefined -> right instanceof Value.Undefined;
            case Value.Namespace namespace -> namespace == right;
            case Value.Macro macro -> macro == right;
        };
    }

    private static boolean equal(List<? extends Value> left, List<? extends Value> right, Budget budget, int line) {
        boolean equal = left.size() == right.size();
        for (int i = 0; equal && i < left.size(); i++) {
            equal = equal(left.get(i), right.get(i), budget, line);
        }
        return equal;
    }

    private static Value number(Value value) {
        return value instanceof Value.Truth truth ? new Value.Int(truth.value() ? 1 : 0) : value;
    }

    /** The items that a loop goes through: of a list, the keys of a mapping, the characters of a text. */
    static List<? extends Value> items(Value value, Budget budget, int line) {
        List<? extends Value> items = switch (value) {
            case Value.Items list -> list.values();
            case Value.Mapping mapping -> keys(mapping);
            case Text text -> text.characters();
            case Value.Undefined undefined -> List.of();
            default -> throw new TemplateException(line, "cannot go through " + kind(value) + " item by item");
        };
        budget.spendItems(items.size(), line);
        return items;
    }

    /** Plain, since whoever makes a mapping chooses its keys. */
    static List<Text> keys(Value.Mapping mapping) {
        return mapping.entries().keySet().stream().map(Text::plain).toList();
    }

    static String kind(Value value) {
        return switch (value) {
            case Value.Undefined undefined -> "'" + undefined.name() + "', which is undefined";
            case Value.None none -> "none";
            case Value.Truth truth -> "true or false";
            case Value.Int number -> "a number";
            case Text text -> "a text";
            case Value.Items items -> "a list";
            case Value.Mapping mapping -> "a mapping";
            case Value.Namespace namespace -> "a namespace";
            case Value.Macro macro -> "a macro";
        };
    }
}
