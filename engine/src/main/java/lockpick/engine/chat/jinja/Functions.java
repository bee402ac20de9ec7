package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Functions that a template may call by name, besides its macros. */
final class Functions {

    private static final Map<String, Function<Operation, Value>> ALL = Map.of(
            "raise_exception", Functions::raiseException,
            "namespace", Functions::namespace,
            "range", Functions::range,
            "strftime_now",
                    call -> {
                        throw call.fail("is not supported: a prompt that changes with the day cannot be repeated");
                    });

    static final Set<String> NAMES = ALL.keySet();

    private Functions() {}

    static Value call(Operation call, String name) {
        Function<Operation, Value> function = ALL.get(name);
        if (function == null) {
            throw call.fail("is not supported");
        }
        return function.apply(call);
    }

    private static Value raiseException(Operation call) {
        throw new TemplateException(
                call.line(),
                "the template refuses these messages: "
                        + call.text(0, "message").string());
    }

    private static Value namespace(Operation call) {
        if (!call.arguments().isEmpty()) {
            throw call.fail("needs names for its values, as in namespace(found=false)");
        }
        return new Value.Namespace(call.named());
    }

    private static Value range(Operation call) {
        if (call.arguments().isEmpty()
                || call.arguments().size() > 3
                || !call.named().isEmpty()) {
            throw call.fail("needs an end, a start and an end, or a start, an end and a step");
        }
        boolean fromZero = call.arguments().size() == 1;
        int start = fromZero ? 0 : call.integer(0, "start", 0);
        int end = call.integer(fromZero ? 0 : 1, "end", 0);
        int step = call.integer(2, "step", 1);
        if (step == 0) {
            throw call.fail("needs a step other than 0");
        }
        call.budget().spendItems(Math.max(0, ((long) end - start) / step), call.line());
        List<Value> numbers = new ArrayList<>();
        for (long number = start; step > 0 ? number < end : number > end; number += step) {
            numbers.add(new Value.Int(number));
        }
        return new Value.Items(numbers);
    }
}
