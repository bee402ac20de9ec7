package lockpick.study.grade.program;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lockpick.study.sandbox.Outcome;
import lockpick.study.sandbox.RunLimits;
import tools.jackson.databind.JsonNode;

/**
 * What the harness for Python assertions said.
 *
 * @param problems of the program itself and then of each test that was reached; empty for none
 */
record AssertionReport(List<String> problems) {

    AssertionReport {
        problems = List.copyOf(problems);
    }

    /** Only lines with the token count: the program cannot know it by chance. */
    static AssertionReport read(Outcome outcome, String token) {
        String output = new String(outcome.output(), StandardCharsets.UTF_8);
        return new AssertionReport(output.lines()
                .filter(line -> line.startsWith(token + " "))
                .map(line -> PythonValues.of(line.substring(token.length() + 1))
                        .map(JsonNode::asString)
                        .orElse("a broken report"))
                .toList());
    }

    Tally tally(ProgramTests.Assertions tests, Outcome outcome, RunLimits run, ProgramLimits limits) {
        Tally tally = new Tally(tests.count());
        if (!problems.isEmpty() && !problems.getFirst().isEmpty()) {
            tally.fail(1, "the program itself ends with " + Reasons.line(problems.getFirst()), outcome);
            return tally;
        }
        for (int test = 1; test < problems.size(); test++) {
            String problem = problems.get(test);
            if (problem.isEmpty()) {
                tally.pass(test, outcome);
            } else {
                String text = Reasons.quote(tests.texts().get(test - 1));
                tally.fail(test, text + " ends with " + Reasons.line(problem), outcome);
            }
        }
        boolean complete = problems.size() == tests.count() + 1 || tally.hasFailed();
        if (!outcome.succeeded() || !complete) {
            note(tally, Math.max(1, problems.size()), outcome, run, limits);
        }
        return tally;
    }

    private static void note(Tally tally, int test, Outcome outcome, RunLimits run, ProgramLimits limits) {
        Optional<String> busy = TestRuns.machineIsBusy(outcome, run);
        if (busy.isPresent()) {
            tally.leaveOpen(test, busy.get(), outcome);
        } else if (outcome.succeeded()) {
            tally.fail(test, "ended before its tests did", outcome);
        } else {
            tally.fail(test, Reasons.failure(outcome, run, limits), outcome);
        }
    }
}
