package lockpick.engine.chat.jinja;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What may stand behind {@code is}. */
final class Tests {

    private static final Map<String, Predicate<Operation>> ALL = Map.ofEntries(
            Map.entry("defined", test -> !(test.on() instanceof Value.Undefined)),
            Map.entry("undefined", test -> test.on() instanceof Value.Undefined),
            Map.entry("none", test -> test.on() instanceof Value.None),
            Map.entry("string", test -> test.on() instanceof Text),
            Map.entry("mapping", test -> test.on() instanceof Value.Mapping),
            Map.entry("sequence", Tests::hasItems),
            Map.entry("iterable", test -> hasItems(test) || test.on() instanceof Value.Undefined),
            Map.entry("boolean", test -> test.on() instanceof Value.Truth),
            Map.entry("integer", test -> test.on() instanceof Value.Int),
            Map.entry("number", test -> test.on() instanceof Value.Int || test.on() instanceof Value.Truth),
            Map.entry("true", test -> test.on().equals(new Value.Truth(true))),
            Map.entry("false", test -> test.on().equals(new Value.Truth(false))),
            Map.entry("even", test -> number(test) % 2 == 0),
            Map.entry("odd", test -> number(test) % 2 != 0),
            Map.entry("equalto", Tests::equalTo),
            Map.entry("eq", Tests::equalTo),
            Map.entry("==", Tests::equalTo),
            Map.entry("ne", test -> !equalTo(test)),
            Map.entry(
                    "in", test -> Operators.contains(test.argument(0, "list"), test.on(), test.budget(), test.line())));

    static final Set<String> NAMES = ALL.keySet();

    /** Tests that need something to compare with, in brackets or not. */
    static final Set<String> TAKES_ONE = Set.of("equalto", "eq", "==", "ne", "in");

    private Tests() {}

    static boolean holds(Operation test, String name) {
        test.only(TAKES_ONE.contains(name) ? new String[] {"other"} : new String[0]);
        Predicate<Operation> predicate = ALL.get(name);
        if (predicate == null || (TAKES_ONE.contains(name) && test.arguments().isEmpty())) {
            throw test.fail(predicate == null ? "is not supported" : "needs something to compare with");
        }
        return predicate.test(test);
    }

    private static boolean hasItems(Operation test) {
        return test.on() instanceof Value.Items || test.on() instanceof Value.Mapping || test.on() instanceof Text;
    }

    private static boolean equalTo(Operation test) {
        return Values.equal(test.on(), test.argument(0, "other"), test.budget(), test.line());
    }

    private static long number(Operation test) {
        return switch (test.on()) {
            case Value.Int number -> number.value();
            default -> throw test.fail("needs a number, not " + Values.kind(test.on()));
        };
    }
}
