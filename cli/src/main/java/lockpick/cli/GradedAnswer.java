package lockpick.cli;

import java.util.List;
import java.util.Map;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.TestVerdict;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A completion with its grade.
 *
 * @param tests of a program, those that were run
 * @param domains of its problem, by way of grouping; empty where the problem is not known
 */
record GradedAnswer(GivenAnswer answer, Grade grade, List<TestVerdict> tests, Map<String, String> domains) {

    /** Whether a recorded verdict says something else; an undecided completion agrees with none. */
    boolean disagrees() {
        return answer.recorded().isPresent() && answer.recorded().get() != grade.isCorrect();
    }

    /** What the completion is called: its problem's id, else its line. */
    String name() {
        return answer.id().orElse(answer.where());
    }

    /** A line of the file of verdicts. */
    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        answer.id().ifPresent(id -> json.put("id", id));
        json.put("completion", answer.completion())
                .put("verdict", grade.verdict().json())
                .put("reward", grade.reward())
                .put("reason", grade.reason());
        answer.recorded().ifPresent(recorded -> json.put("recorded", recorded));
        if (!tests.isEmpty()) {
            ArrayNode list = json.putArray("tests");
            tests.forEach(test -> list.addObject()
                    .put("test", test.test())
                    .put("verdict", test.verdict().json())
                    .put("cpu_ms", test.cpuMicros() / 1000.0)
                    .put("how", test.how()));
        }
        return json.toString();
    }
}
