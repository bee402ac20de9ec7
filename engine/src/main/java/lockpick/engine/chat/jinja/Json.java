package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The filter {@code tojson}, as Transformers has it: Python's spacing, and no character escaped that need not be. */
final class Json {

    private final Operation filter;
    private final int indent; // blanks a level; -1 to write on one line
    private final List<Text> pieces = new ArrayList<>();

    private Json(Operation filter) {
        this.filter = filter;
        this.indent = filter.argument(0, "indent") instanceof Value.None ? -1 : filter.integer(0, "indent", -1);
    }

    static Text filter(Operation filter) {
        filter.only("indent");
        Json json = new Json(filter);
        json.write(filter.on(), 0);
        return Text.join(json.pieces);
    }

    private void write(Value value, int depth) {
        switch (value) {
            case Text text -> add(text.rewritten(quoted(text.string())));
            case Value.None none -> markup("null");
            case Value.Truth truth -> markup(truth.value() ? "true" : "false");
            case Value.Int number -> markup(Long.toString(number.value()));
            case Value.Items items -> {
                markup("[");
                Iterator<? extends Value> each = items.values().iterator();
                while (each.hasNext()) {
                    lineBreak(depth + 1);
                    write(each.next(), depth + 1);
                    separate(each.hasNext());
                }
                end("]", items.values().isEmpty(), depth);
            }
            case Value.Mapping mapping -> {
                markup("{");
                Iterator<Map.Entry<String, Value>> each =
                        mapping.entries().entrySet().iterator();
                while (each.hasNext()) {
                    Map.Entry<String, Value> entry = each.next();
                    lineBreak(depth + 1);
                    add(Text.plain(quoted(entry.getKey())));
                    markup(": ");
                    write(entry.getValue(), depth + 1);
                    separate(each.hasNext());
                }
                end("}", mapping.entries().isEmpty(), depth);
            }
            case Value.Undefined undefined -> throw filter.fail("cannot write " + Values.kind(value));
            case Value.Namespace namespace -> throw filter.fail("cannot write " + Values.kind(value));
            case Value.Macro macro -> throw filter.fail("cannot write " + Values.kind(value));
        }
    }

    private void separate(boolean more) {
        if (more) {
            markup(indent < 0 ? ", " : ",");
        }
    }

    private void end(String bracket, boolean empty, int depth) {
        if (!empty) {
            lineBreak(depth);
        }
        markup(bracket);
    }

    private void lineBreak(int depth) {
        if (indent >= 0) {
            filter.spend((long) indent * depth);
            markup("\n" + " ".repeat(indent * depth));
        }
    }

    private void markup(String text) {
        add(Text.markup(text));
    }

    private void add(Text text) {
        filter.spend(text.length());
        pieces.add(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (character < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        quoted.append(character);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
