package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What may stand behind {@code |}. */
final class Filters {

    private static final Map<String, Function<Operation, Value>> ALL = Map.ofEntries(
            Map.entry("trim", filter -> Methods.stripped(filter, true, true)),
            Map.entry("upper", Filters::upper),
            Map.entry("lower", Filters::lower),
            Map.entry("capitalize", Filters::capitalize),
            Map.entry("replace", Filters::replace),
            Map.entry("string", filter -> {
                filter.only();
                return Values.written(filter.on(), filter.line());
            }),
            Map.entry("int", Filters::integer),
            Map.entry("tojson", Json::filter),
            Map.entry("safe", Filters::unchanged),
            Map.entry("length", Filters::length),
            Map.entry("count", Filters::length),
            Map.entry("default", Filters::ifMissing),
            Map.entry("d", Filters::ifMissing),
            Map.entry("join", Filters::join),
            Map.entry("first", filter -> at(filter, 0)),
            Map.entry("last", filter -> at(filter, -1)),
            Map.entry("list", filter -> {
                filter.only();
                return new Value.Items(all(filter));
            }),
            Map.entry("reverse", Filters::reverse),
            Map.entry("items", Filters::items),
            Map.entry("select", filter -> kept(filter, true, false)),
            Map.entry("reject", filter -> kept(filter, false, false)),
            Map.entry("selectattr", filter -> kept(filter, true, true)),
            Map.entry("rejectattr", filter -> kept(filter, false, true)),
            Map.entry("map", Filters::map));

    static final Set<String> NAMES = ALL.keySet();

    private Filters() {}

    static Value apply(Operation filter, String name) {
        Function<Operation, Value> function = ALL.get(name);
        if (function == null) {
            throw filter.fail("is not supported");
        }
        return function.apply(filter);
    }

    private static List<? extends Value> all(Operation filter) {
        return Values.items(filter.on(), filter.budget(), filter.line());
    }

    static Text upper(Operation call) {
        call.only();
        call.spend(call.text().length());
        return call.text().rewritten(call.text().string().toUpperCase(Locale.ROOT));
    }

    static Text lower(Operation call) {
        call.only();
        call.spend(call.text().length());
        return call.text().rewritten(call.text().string().toLowerCase(Locale.ROOT));
    }

    static Text capitalize(Operation call) {
        Text lower = lower(call);
        if (lower.isEmpty()) {
            return lower;
        }
        int first = lower.string().offsetByCodePoints(0, 1);
        return lower.rewritten(lower.string().substring(0, first).toUpperCase(Locale.ROOT)
                + lower.string().substring(first));
    }

    static Text replace(Operation call) {
        call.only("old", "new", "count");
        Text text = call.text();
        String old = call.text(0, "old").string();
        Text fresh = call.text(1, "new");
        int most = call.integer(2, "count", Integer.MAX_VALUE);
        if (old.isEmpty()) {
            throw call.fail("needs something to look for");
        }
        List<Text> pieces = new ArrayList<>();
        int from = 0;
        int found = text.string().indexOf(old);
        for (int times = 0; found >= 0 && (most < 0 || times < most); times++) {
            call.spend(found - from + (long) fresh.length());
            call.budget().spendItems(2, call.line());
            pieces.add(text.slice(from, found));
            pieces.add(fresh);
            from = found + old.length();
            found = text.string().indexOf(old, from);
        }
        pieces.add(text.slice(from, text.length()));
        return Text.join(pieces);
    }

    private static Value integer(Operation filter) {
        filter.only("default");
        return switch (filter.on()) {
            case Value.Int number -> number;
            case Value.Truth truth -> new Value.Int(truth.value() ? 1 : 0);
            case Text text
            when text.length() < 100 && text.string().strip().matches("[-+]?\\d{1,18}") ->
                new Value.Int(Long.parseLong(text.string().strip()));
            default -> new Value.Int(filter.integer(0, "default", 0));
        };
    }

    private static Value unchanged(Operation filter) {
        filter.only();
        return filter.on();
    }

    private static Value length(Operation filter) {
        filter.only();
        return switch (filter.on()) {
            case Text text -> {
                filter.spend(text.length());
                yield new Value.Int(text.string().codePointCount(0, text.length()));
            }
            case Value.Items items -> new Value.Int(items.values().size());
            case Value.Mapping mapping -> new Value.Int(mapping.entries().size());
            case Value.Undefined undefined -> new Value.Int(0);
            default -> throw filter.fail("needs a text or a list, not " + Values.kind(filter.on()));
        };
    }

    private static Value ifMissing(Operation filter) {
        filter.only("default_value", "boolean");
        boolean missing = filter.on() instanceof Value.Undefined
                || (Values.truth(filter.argument(1, "boolean")) && !Values.truth(filter.on()));
        return missing
                ? filter.has(0, "default_value") ? filter.argument(0, "default_value") : Text.EMPTY
                : filter.on();
    }

    private static Value join(Operation filter) {
        filter.only("d", "attribute");
        List<? extends Value> items = all(filter);
        if (filter.has(1, "attribute")) {
            String attribute = filter.text(1, "attribute").string();
            items = items.stream()
                    .map(item -> Operators.attribute(item, attribute, filter.line()))
                    .toList();
        }
        return joined(filter, items, filter.has(0, "d") ? filter.text(0, "d") : Text.EMPTY);
    }

    static Text joined(Operation call, List<? extends Value> items, Text between) {
        List<Text> pieces = new ArrayList<>();
        for (Value item : items) {
            if (!pieces.isEmpty()) {
                pieces.add(between);
            }
            Text piece = Values.written(item, call.line());
            call.spend((long) piece.length() + between.length());
            pieces.add(piece);
        }
        return Text.join(pieces);
    }

    private static Value at(Operation filter, int place) {
        filter.only();
        List<? extends Value> items = all(filter);
        return items.isEmpty()
                ? new Value.Undefined("an item of an empty list")
                : place == 0 ? items.getFirst() : items.getLast();
    }

    private static Value reverse(Operation filter) {
        filter.only();
        List<Value> reversed = new ArrayList<>(all(filter));
        Collections.reverse(reversed);
        return filter.on() instanceof Text
                ? Text.join(reversed.stream().map(Text.class::cast).toList())
                : new Value.Items(reversed);
    }

    static Value items(Operation call) {
        call.only();
        return switch (call.on()) {
            case Value.Mapping mapping -> {
                call.budget().spendItems(mapping.entries().size(), call.line());
                List<Value> pairs = new ArrayList<>();
                mapping.entries().forEach((key, value) -> pairs.add(new Value.Items(List.of(Text.plain(key), value))));
                yield new Value.Items(pairs);
            }
            case Value.Undefined undefined -> new Value.Items(List.of());
            default -> throw call.fail("needs a mapping, not " + Values.kind(call.on()));
        };
    }

    /** Items for which a test holds, or does not; without a test, those that are true. */
    private static Value kept(Operation filter, boolean wanted, boolean ofAttribute) {
        int test = ofAttribute ? 1 : 0;
        String name = filter.has(test, "") ? filter.text(test, "").string() : "";
        if (!name.isEmpty() && !Tests.NAMES.contains(name)) {
            throw filter.fail("knows no test " + name);
        }
        List<Value> arguments = filter.arguments()
                .subList(
                        Math.min(test + 1, filter.arguments().size()),
                        filter.arguments().size());
        List<Value> kept = new ArrayList<>();
        for (Value item : all(filter)) {
            Value tested = ofAttribute
                    ? Operators.attribute(item, filter.text(0, "attribute").string(), filter.line())
                    : item;
            boolean holds = name.isEmpty()
                    ? Values.truth(tested)
                    : Tests.holds(
                            new Operation("test " + name, tested, arguments, Map.of(), filter.budget(), filter.line()),
                            name);
            if (holds == wanted) {
                kept.add(item);
            }
        }
        return new Value.Items(kept);
    }

    /** An attribute of every item: {@code map(attribute='name')}. */
    private static Value map(Operation filter) {
        filter.only("attribute");
        if (!filter.named().containsKey("attribute")) {
            throw filter.fail("is supported only as map(attribute='name')");
        }
        String attribute = filter.text(0, "attribute").string();
        List<Value> values = new ArrayList<>();
        for (Value item : all(filter)) {
            values.add(Operators.attribute(item, attribute, filter.line()));
        }
        return new Value.Items(values);
    }
}
