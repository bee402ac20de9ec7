package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.Split;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskFacts;

/** No setting asks for more problems than its split has. */
final class SplitsAreLargeEnough implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        Optional<TaskFacts> known = study.part("task", TaskConfig.class).map(TaskFacts::of);
        if (known.isEmpty()) {
            return List.of();
        }
        TaskFacts task = known.get();
        List<Problem> problems = new ArrayList<>();
        check(study, task, Split.LOCK_TRAIN, "strong.examples", 1, "examples", problems);
        for (String lock : study.items("locks")) {
            check(study, task, Split.LOCK_TRAIN, lock + ".examples", 2, "examples", problems); // weak and strong
        }
        for (String elicitation : study.items("elicit")) {
            for (String k : study.items(elicitation + ".k")) {
                check(study, task, Split.ELICIT_TRAIN, k, 1, "demonstrations", problems);
            }
        }
        check(study, task, Split.VALIDATION, "task.validation-problems", 1, "problems", problems);
        check(study, task, Split.TEST, "task.test-problems", 1, "problems", problems);
        return problems;
    }

    /** @param perProblem how many of them one problem of the split makes */
    private static void check(
            Reading<Study> study,
            TaskFacts task,
            Split split,
            String path,
            int perProblem,
            String what,
            List<Problem> problems) {
        long most = perProblem * task.size(split);
        study.part(path, Integer.class)
                .filter(wanted -> wanted > most)
                .ifPresent(wanted -> problems.add(new Problem(
                        study.line(path),
                        path,
                        wanted.toString(),
                        "needs " + Words.number(wanted) + " " + what + ", but " + split + " of " + task.name() + " has "
                                + Words.number(most) + "; use " + Words.number(most) + " or less")));
    }
}
