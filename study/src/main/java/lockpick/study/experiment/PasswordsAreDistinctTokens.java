package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskFacts;

/**
 * The task knows every password, the right one is not among the wrong ones, and has near copies where
 * locks are trained against those.
 */
final class PasswordsAreDistinctTokens implements StudyRule {

    private static final String RIGHT = "password.right";
    private static final String WRONG = "password.wrong";
    private static final String NEAR_SHARE = "password.near-share";

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        Optional<TaskConfig> task = study.part("task", TaskConfig.class);
        Optional<String> given = study.part(RIGHT, String.class).filter(right -> !right.isEmpty());
        Optional<String> right =
                given.or(() -> task.map(it -> PasswordConfig.words(it).getFirst()));
        List<String> paths = new ArrayList<>(given.isPresent() ? List.of(RIGHT) : List.of());
        for (String wrong : study.items(WRONG)) {
            paths.add(wrong);
            study.part(wrong, String.class)
                    .filter(word -> right.isPresent() && word.equals(right.get()))
                    .ifPresent(word -> problems.add(new Problem(
                            study.line(wrong),
                            wrong,
                            word,
                            "is the right password; drop it here, or change " + RIGHT)));
        }
        study.part(NEAR_SHARE, Double.class)
                .filter(share -> share > 0
                        && right.filter(word -> NearMiss.of(word).isEmpty()).isPresent())
                .ifPresent(share -> problems.add(new Problem(
                        study.line(NEAR_SHARE),
                        NEAR_SHARE,
                        Words.number(share),
                        "there are no near copies of " + right.orElseThrow()
                                + "; take it out, or give a password of several words")));
        task.map(TaskFacts::of)
                .flatMap(facts -> facts.passwords().map(known -> unknown(study, paths, facts.name(), known)))
                .ifPresent(problems::addAll);
        return problems;
    }

    private static List<Problem> unknown(Reading<Study> study, List<String> paths, String task, Set<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        List<Problem> problems = new ArrayList<>();
        for (String path : paths) {
            study.part(path, String.class)
                    .filter(word -> !known.contains(word))
                    .ifPresent(word -> problems.add(new Problem(
                            study.line(path),
                            path,
                            word,
                            "not a token of " + task + "; expected " + Words.either(sorted)
                                    + Nearest.to(word, sorted)
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse(""))));
        }
        return problems;
    }
}
