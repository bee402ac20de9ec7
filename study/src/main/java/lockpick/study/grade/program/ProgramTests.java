package lockpick.study.grade.program;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a program is tested. */
public sealed interface ProgramTests {

    /** How many there are. */
    int count();

    /** The program reads standard input and writes standard output (the paper's code task). */
    record InputOutput(List<Run> runs) implements ProgramTests {

        public InputOutput {
            runs = atLeastOne(runs);
        }

        /** One run of the program. */
        public record Run(String input, String output) {}

        @Override
        public int count() {
            return runs.size();
        }
    }

    /** A Python function, or method of a class {@code Solution}, is called. */
    record Calls(String function, List<Call> calls) implements ProgramTests {

        public Calls {
            calls = atLeastOne(calls);
        }

        /**
         * One call.
         *
         * @param accepted results, each of which is right
         */
        public record Call(List<JsonNode> arguments, List<JsonNode> accepted) {

            public Call {
                arguments = List.copyOf(arguments);
                accepted = atLeastOne(accepted);
            }
        }

        @Override
        public int count() {
            return calls.size();
        }
    }

    /**
     * Texts appended to the program: Python statements, or one C++ text with a {@code main}. They end with an error if the
     * program is wrong.
     */
    record Assertions(List<String> texts) implements ProgramTests {

        public Assertions {
            texts = atLeastOne(texts);
        }

        @Override
        public int count() {
            return texts.size();
        }
    }

    private static <T> List<T> atLeastOne(List<T> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("there are no tests; a program is graded by at least one");
        }
        return List.copyOf(list);
    }
}
