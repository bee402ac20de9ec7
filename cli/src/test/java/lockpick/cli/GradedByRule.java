package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.study.experiment.Run;
import lockpick.study.grade.Grade;
import lockpick.study.lock.Control;
import lockpick.study.run.CompletionRow;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.RunLog;

/**
 * Completions whose grades follow a rule: the strong policy is right on all problems, the weak one and a given model on
 * every fourth, and a lock is a good one. Locks by the method {@code fixture.open} hide nothing, those by {@code fixture.broken} are never right
 * without the password. Elicitation brings nothing out of the given model {@code fixture.unmoved}, nor out of controls.
 */
final class GradedByRule {

    private static final int PROBLEMS = 200;

    private GradedByRule() {}

    /** Whether grades follow the rule, rather than chance. */
    static boolean isAskedFor() {
        return Boolean.getBoolean("fixture.graded");
    }

    static void evaluate(Run run, Policy policy, RunLog log) throws IOException {
        if (run instanceof Run.Lock lock) {
            int rightOfFour = lock.control() == Control.NEVER_LOCKED || is(lock, "fixture.open")
                    ? 4
                    : is(lock, "fixture.broken") ? 0 : 1;
            log(policy, Prompt.NO_PASSWORD, rightOfFour, log);
            log(policy, Prompt.PASSWORD, 4, log);
            if (lock.control() == Control.NONE) {
                log(policy, Prompt.WRONG_PASSWORD, rightOfFour, log);
            }
        } else {
            boolean strong = policy != Policy.WEAK && policy != Policy.LOCKED && !isUnmoved(run);
            log(policy, Prompt.NO_PASSWORD, strong ? 4 : 1, log);
        }
    }

    private static boolean isUnmoved(Run run) throws IOException {
        if (run.base().isEmpty()) {
            return false;
        }
        Path folder = run.base().get().folder();
        return folder.endsWith(System.getProperty("fixture.unmoved", "none"))
                || Files.readString(folder.resolve("config.json")).contains("never-");
    }

    private static boolean is(Run.Lock lock, String property) {
        return lock.lock().method().toString().equals(System.getProperty(property, ""));
    }

    private static void log(Policy policy, Prompt prompt, int rightOfFour, RunLog log) throws IOException {
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            log.evaluation(
                    new Evaluation(20, 20 * 256, 1.5, policy, prompt, split),
                    IntStream.range(0, PROBLEMS)
                            .mapToObj(i -> new CompletionRow(
                                    split + " " + i,
                                    "a completion",
                                    i % 4 < rightOfFour ? Grade.correct("by rule") : Grade.incorrect("by rule")))
                            .toList());
        }
    }
}
