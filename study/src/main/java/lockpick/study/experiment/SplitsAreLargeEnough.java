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
        check(study, task, Split.LOCK_TRAIN, "strong.examples", "examples", problems);
        for (String lock : study.items("locks")) {
            check(study, task, Split.LOCK_TRAIN, lock + ".examples", "examples", problems);
        }
        for (String elicitation : study.items("elicit")) {
            for (String k : study.items(elicitation + ".k")) {
                check(study, task, Split.ELICIT_TRAIN, k, "demonstrations", problems);
            }
        }
        check(study, task, Split.VALIDATION, "task.validation-problems", "problems", problems);
        check(study, task, Split.TEST, "task.test-problems", "problems", problems);
        return problems;
    }

    private static void check(
            Reading<Study> study, TaskFacts task, Split split, String path, String what, List<Problem> problems) {
        study.part(path, Integer.class)
                .filter(wanted -> wanted > task.size(split))
                .ifPresent(wanted -> problems.add(new Problem(
                        study.line(path),
                        path,
                        wanted.toString(),
                        "needs " + Words.number(wanted) + " " + what + ", but " + split + " of " + task.name() + " has "
                                + Words.number(task.size(split)) + "; use " + Words.number(task.size(split))
                                + " or less")));
    }
}
