package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Optional<TaskConfig> config = study.part("task", TaskConfig.class);
        if (config.isEmpty()) {
            return List.of();
        }
        TaskFacts task = TaskFacts.of(config.get());
        List<Problem> problems = new ArrayList<>();
        Map<Split, Long> sizes;
        try {
            sizes = task.sizes();
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException missing
                    ? Objects.requireNonNullElse(missing.getReason(), "no such file or folder")
                    : String.valueOf(e.getMessage());
            return List.of(new Problem(study.line("task.data.path"), "task.data.path", task.name(), reason));
        }
        Check check = new Check(study, task.name(), sizes, problems);
        check.that("strong.examples", Split.LOCK_TRAIN, 1, "examples");
        check.that("weak.examples", Split.WEAK_TRAIN, 1, "examples");
        check.that("intermediate.examples", Split.WEAK_TRAIN, 1, "examples");
        for (String lock : study.items("locks")) {
            check.that(lock + ".examples", Split.LOCK_TRAIN, 2, "examples"); // weak and strong
        }
        for (String elicitation : study.items("elicit")) {
            for (String k : study.items(elicitation + ".k")) {
                check.that(k, Split.ELICIT_TRAIN, 1, "demonstrations");
            }
        }
        for (String owner : List.of("task", "task.data")) {
            check.that(owner + ".validation-problems", Split.VALIDATION, 1, "problems");
            check.that(owner + ".test-problems", Split.TEST, 1, "problems");
        }
        return problems;
    }

    private record Check(Reading<Study> study, String task, Map<Split, Long> sizes, List<Problem> problems) {

        /** @param perProblem how many of them one problem of the split makes */
        void that(String path, Split split, int perProblem, String what) {
            long most = perProblem * sizes.getOrDefault(split, 0L);
            study.part(path, Integer.class)
                    .filter(wanted -> wanted > most)
                    .ifPresent(wanted -> problems.add(new Problem(
                            study.line(path),
                            path,
                            wanted.toString(),
                            "needs " + Words.number(wanted) + " " + what + ", but " + split + " of " + task + " has "
                                    + Words.number(most) + "; use " + Words.number(most) + " or less")));
        }
    }
}
