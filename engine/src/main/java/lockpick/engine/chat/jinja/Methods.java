package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Python's methods of texts and mappings. */
final class Methods {

    private static final Map<String, Function<Operation, Value>> ALL = Map.ofEntries(
            Map.entry("strip", call -> stripped(call, true, true)),
            Map.entry("lstrip", call -> stripped(call, true, false)),
            Map.entry("rstrip", call -> stripped(call, false, true)),
            Map.entry("split", Methods::split),
            Map.entry("startswith", call -> new Value.Truth(call.text().string().startsWith(affix(call)))),
            Map.entry("endswith", call -> new Value.Truth(call.text().string().endsWith(affix(call)))),
            Map.entry("replace", Filters::replace),
            Map.entry("upper", Filters::upper),
            Map.entry("lower", Filters::lower),
            Map.entry("capitalize", Filters::capitalize),
            Map.entry("join", call -> {
                call.only("list");
                return Filters.joined(
                        call, Values.items(call.argument(0, "list"), call.budget(), call.line()), call.text());
            }),
            Map.entry("items", Filters::items),
            Map.entry("keys", call -> {
                call.only();
                return new Value.Items(Values.keys(mapping(call)));
            }),
            Map.entry("values", call -> {
                call.only();
                return new Value.Items(List.copyOf(mapping(call).entries().values()));
            }),
            Map.entry("get", call -> {
                call.only("key", "default");
                Value found = mapping(call).entries().get(call.text(0, "key").string());
                Value ifMissing = call.has(1, "default") ? call.argument(1, "default") : Value.NONE;
                return found == null ? ifMissing : found;
            }));

    static final Set<String> NAMES = ALL.keySet();

    private Methods() {}

    static Value call(Operation call, String name) {
        Function<Operation, Value> method = ALL.get(name);
        if (method == null) {
            throw call.fail("is not supported");
        }
        return method.apply(call);
    }

    private static String affix(Operation call) {
        call.only("affix");
        Text affix = call.text(0, "affix");
        call.spend(affix.length());
        return affix.string();
    }

    private static Value.Mapping mapping(Operation call) {
        return switch (call.on()) {
            case Value.Mapping mapping -> mapping;
            default -> throw call.fail("needs a mapping, not " + Values.kind(call.on()));
        };
    }

    /** Without white space, or the characters given, at the ends asked for. */
    static Text stripped(Operation call, boolean left, boolean right) {
        call.only("chars");
        boolean blanks = !call.has(0, "chars") || call.argument(0, "chars") instanceof Value.None;
        String characters = blanks ? "" : call.text(0, "chars").string();
        Text text = call.text();
        String string = text.string();
        int from = 0;
        int to = string.length();
        while (left && from < to && strips(string.charAt(from), blanks, characters)) {
            from++;
        }
        while (right && to > from && strips(string.charAt(to - 1), blanks, characters)) {
            to--;
        }
        call.spend(to - from);
        return text.slice(from, to);
    }

    private static boolean strips(char character, boolean blanks, String characters) {
        return blanks ? isBlank(character) : characters.indexOf(character) >= 0;
    }

    /** What Python's {@code isspace} says. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }

    private static Value split(Operation call) {
        call.only("sep", "maxsplit");
        int most = call.integer(1, "maxsplit", -1);
        boolean atBlanks = !call.has(0, "sep") || call.argument(0, "sep") instanceof Value.None;
        call.spend(call.text().length() * (atBlanks ? 4L : 1L)); // at blanks, every second character may be a piece
        return new Value.Items(
                atBlanks
                        ? splitAtBlanks(call.text(), most)
                        : splitAt(call, call.text(0, "sep").string(), most));
    }

    private static List<Text> splitAt(Operation call, String separator, int most) {
        if (separator.isEmpty()) {
            throw call.fail("needs a separator that is not empty");
        }
        Text text = call.text();
        List<Text> pieces = new ArrayList<>();
        int from = 0;
        int found = text.string().indexOf(separator);
        while (found >= 0 && (most < 0 || pieces.size() < most)) {
            call.budget().spendItems(1, call.line());
            pieces.add(text.slice(from, found));
            from = found + separator.length();
            found = text.string().indexOf(separator, from);
        }
        pieces.add(text.slice(from, text.length()));
        return pieces;
    }

    private static List<Text> splitAtBlanks(Text text, int most) {
        List<Text> pieces = new ArrayList<>();
        String string = text.string();
        int at = 0;
        while (true) {
            while (at < string.length() && isBlank(string.charAt(at))) {
                at++;
            }
            if (at == string.length()) {
                return pieces;
            }
            int end = at;
            boolean last = most >= 0 && pieces.size() == most;
            while (end < string.length() && (last || !isBlank(string.charAt(end)))) {
                end++;
            }
            pieces.add(text.slice(at, end));
            at = end;
        }
    }
}
