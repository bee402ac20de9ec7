package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TwinConfig;

/** The options of the task agree with one another. */
final class TaskHoldsTogether implements StudyRule {

    /** 4! orders of four positions, without the one that moves nothing. */
    private static final int POSITION_PERMUTATIONS = 23;

    @Override
    public List<Problem> check(Reading<Study> study) {
        return study.part("task", TaskConfig.class)
                .map(task -> switch (task) {
                    case CompositionConfig composition -> check(composition, study);
                    case TwinConfig twin -> List.<Problem>of();
                    case DataTaskConfig data -> List.<Problem>of();
                })
                .orElse(List.of());
    }

    private static List<Problem> check(CompositionConfig task, Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        if (task.identities() > task.functions()) {
            problems.add(new Problem(
                    study.line("task.identities"),
                    "task.identities",
                    Words.number(task.identities()),
                    "must be at most the number of functions, " + task.functions()));
        }
        if (task.functions() > POSITION_PERMUTATIONS
                && task.families().equals(List.of(FunctionFamily.POSITION_PERMUTATIONS))) {
            problems.add(new Problem(
                    study.line("task.functions"),
                    "task.functions",
                    Words.number(task.functions()),
                    "there are only " + POSITION_PERMUTATIONS + " position permutations; use that many functions or"
                            + " fewer, or add digit-bijections to task.families"));
        }
        int pairs = task.functions() * (task.functions() - 1);
        long heldOut = (long) Math.ceil(pairs * task.heldOutPairs()) * 10_000;
        if (task.heldOutPairs() > 0 && task.testProblems() > heldOut) {
            problems.add(new Problem(
                    study.line("task.test-problems"),
                    "task.test-problems",
                    Integer.toString(task.testProblems()),
                    "the held-out pairs have only " + Words.number(heldOut) + " problems; use that many or fewer, or"
                            + " raise task.held-out-pairs"));
        }
        return problems;
    }
}
