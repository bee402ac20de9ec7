package lockpick.study.task.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.study.task.data.RefusedException;
import tools.jackson.databind.JsonNode;

/** How programs for a problem are tested. */
public sealed interface AppsTests {

    /** The program reads standard input and writes standard output. */
    record StandardInput(List<Run> runs) implements AppsTests {

        public StandardInput {
            runs = List.copyOf(runs);
        }

        /** One run of the program; the final line feed is there or not, as it pleases. */
        public record Run(String input, String output) {}
    }

    /** A function, or the method of a class {@code Solution}, is called. */
    record Calls(String function, List<Call> calls) implements AppsTests {

        public Calls {
            calls = List.copyOf(calls);
        }

        /**
         * One call.
         *
         * @param expected as the file gives it: the value itself, or a list that only holds it
         */
        public record Call(List<JsonNode> arguments, JsonNode expected) {

            public Call {
                arguments = List.copyOf(arguments);
            }

            /** What may be meant, since the file does not say whether a list of one value stands for that value. */
            public List<JsonNode> meant() {
                boolean ofOne = expected.isArray() && expected.size() == 1;
                return ofOne ? List.of(expected, expected.get(0)) : List.of(expected);
            }
        }
    }

    /**
     * The tests of an {@code input_output.json}; empty where it has none: {@code null}, no keys, or empty lists.
     *
     * @throws RefusedException if it is none
     */
    static Optional<AppsTests> of(JsonNode json) {
        if (json.isNull() || json.isObject() && json.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> inputs = list(json, "inputs");
        List<JsonNode> outputs = list(json, "outputs");
        if (inputs.size() != outputs.size()) {
            throw new RefusedException("input_output has " + inputs.size() + " inputs and " + outputs.size()
                    + " outputs; expected as many of each");
        }
        if (inputs.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonNode> function = Optional.ofNullable(json.get("fn_name"));
        return Optional.of(function.map(name -> calls(name, inputs, outputs)).orElseGet(() -> runs(inputs, outputs)));
    }

    private static AppsTests calls(JsonNode name, List<JsonNode> inputs, List<JsonNode> outputs) {
        if (!name.isString()) {
            throw new RefusedException("fn_name is " + name + "; expected a name");
        }
        List<Calls.Call> calls = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).isArray()) {
                throw new RefusedException(
                        "inputs[" + i + "] is no list; expected the arguments of " + name.stringValue());
            }
            calls.add(new Calls.Call(List.copyOf(inputs.get(i).values()), outputs.get(i)));
        }
        return new Calls(name.stringValue(), calls);
    }

    private static AppsTests runs(List<JsonNode> inputs, List<JsonNode> outputs) {
        List<StandardInput.Run> runs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            runs.add(new StandardInput.Run(
                    text(inputs.get(i), "inputs[" + i + "]"), text(outputs.get(i), "outputs[" + i + "]")));
        }
        return new StandardInput(runs);
    }

    /** Some problems list the lines. */
    private static String text(JsonNode value, String name) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isArray() && value.values().stream().allMatch(JsonNode::isString)) {
            return value.values().stream().map(JsonNode::stringValue).collect(Collectors.joining("\n"));
        }
        throw new RefusedException(name + " of input_output is neither text nor a list of lines");
    }

    private static List<JsonNode> list(JsonNode json, String name) {
        JsonNode list = json.get(name);
        if (list == null || !list.isArray()) {
            throw new RefusedException("input_output has no list \"" + name + "\"");
        }
        return List.copyOf(list.values());
    }
}
