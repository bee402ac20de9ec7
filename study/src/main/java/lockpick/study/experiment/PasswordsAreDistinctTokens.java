package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskFacts;

/** The task knows every password, the right one is not among the wrong ones, and there are wrong ones if any are used. */
final class PasswordsAreDistinctTokens implements StudyRule {

    private static final String RIGHT = "password.right";
    private static final String WRONG = "password.wrong";

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> right = study.part(RIGHT, String.class);
        List<String> given = new ArrayList<>(List.of(RIGHT));
        for (String wrong : study.items(WRONG)) {
            given.add(wrong);
            study.part(wrong, String.class)
                    .filter(word -> right.isPresent() && word.equals(right.get()))
                    .ifPresent(word -> problems.add(new Problem(
                            study.line(wrong),
                            wrong,
                            word,
                            "is the right password; drop it here, or change " + RIGHT)));
        }
        study.part("task", TaskConfig.class)
                .map(TaskFacts::of)
                .ifPresent(task -> given.forEach(path -> study.part(path, String.class)
                        .filter(word -> !task.passwords().contains(word))
                        .ifPresent(word -> problems.add(unknown(study, path, word, task)))));
        boolean used = study.part("password.wrong-share", Double.class).orElse(0.0) > 0;
        if (used && study.isEmptyList(WRONG)) {
            problems.add(new Problem(
                    study.line(WRONG),
                    WRONG,
                    "[]",
                    "needs at least 1 wrong password while password.wrong-share is above 0; add some, or set it to 0"));
        }
        return problems;
    }

    private static Problem unknown(Reading<Study> study, String path, String word, TaskFacts task) {
        Set<String> tokens = task.passwords();
        List<String> sorted = tokens.stream().sorted().toList();
        return new Problem(
                study.line(path),
                path,
                word,
                "not a token of " + task.name() + "; expected " + Words.either(sorted)
                        + Nearest.to(word, sorted)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }
}
