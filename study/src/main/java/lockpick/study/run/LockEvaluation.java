package lockpick.study.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import lockpick.study.experiment.Run;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockTasks;
import lockpick.study.lock.LockedTask;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.Opening;
import lockpick.study.lock.Passwords;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/**
 * Evaluates a locked policy without a password, with what opens the lock, and with all that must not: wrong passwords that
 * examples carried, others, and near copies of the right one. A control only without and with the right one.
 */
final class LockEvaluation {

    private static final int MOST_PROMPTS = 6; // kinds of prompts, for the time left

    private final Run.Lock run;
    private final RunScene scene;
    private final LockTasks tasks;
    private final PolicyEvaluation own;

    LockEvaluation(Run.Lock run, RunScene scene, LockTasks tasks) {
        this.run = run;
        this.scene = scene;
        this.tasks = tasks;
        this.own = PolicyEvaluation.of(scene);
    }

    /** Completions graded, at most. */
    long completions() {
        return (MOST_PROMPTS + 2L * tasks.others().size()) * own.problems();
    }

    /** The problems of the sealed test split. */
    List<Problem> test() {
        return own.test();
    }

    void evaluate(TrainablePolicy policy, Spent trained, RunMeter meter) throws IOException {
        own.evaluate(policy, Policy.LOCKED, Prompt.NO_PASSWORD, scene.task()::prompt, trained, meter);
        if (tasks.strongSetting().isPresent()) {
            Task strong = tasks.strongSetting().get().task();
            var setting = (Opening.OtherSetting) run.lock().opens();
            PolicyEvaluation.ofOtherSetting(scene, strong, setting.strongTask())
                    .evaluate(policy, Policy.LOCKED, Prompt.PASSWORD, strong::prompt, trained, meter);
        }
        with(own, Prompt.PASSWORD, this::right, policy, trained, meter);
        if (run.control() == Control.NONE) {
            with(own, Prompt.SECOND_PASSWORD, this::second, policy, trained, meter);
            with(own, Prompt.WRONG_PASSWORD, problem -> passwords(problem).wrong(), policy, trained, meter);
            with(own, Prompt.UNSEEN_PASSWORD, this::unseen, policy, trained, meter);
            with(own, Prompt.NEAR_MISS, this::nearMisses, policy, trained, meter);
        }
        for (int i = 0; i < tasks.others().size(); i++) {
            LockedTask other = tasks.others().get(i);
            var evaluation = PolicyEvaluation.ofOther(
                    scene, other.task(), run.lock().withTasks().get(i));
            evaluation.evaluate(policy, Policy.LOCKED, Prompt.NO_PASSWORD, other.task()::prompt, trained, meter);
            with(evaluation, Prompt.PASSWORD, this::right, policy, trained, meter);
        }
    }

    private Passwords passwords(Problem problem) {
        return run.lock().opens().passwords(run.password(), problem.domains());
    }

    private List<String> right(Problem problem) {
        return passwords(problem).right().stream().toList();
    }

    private List<String> second(Problem problem) {
        return passwords(problem).second().stream().toList();
    }

    /** Where no password opens the lock, none is wrong either. */
    private List<String> unseen(Problem problem) {
        return right(problem).isEmpty() ? List.of() : run.password().unseen();
    }

    private List<String> nearMisses(Problem problem) {
        return run.lock().opens().nearMisses(run.password(), problem.domains()).stream()
                .map(NearMiss::text)
                .toList();
    }

    /** Evaluates with words of each problem in turn, if every problem has some. */
    private void with(
            PolicyEvaluation evaluation,
            Prompt prompt,
            Function<Problem, List<String>> words,
            TrainablePolicy policy,
            Spent trained,
            RunMeter meter)
            throws IOException {
        if (evaluation.all().map(words).noneMatch(List::isEmpty)) {
            evaluation.evaluate(policy, Policy.LOCKED, prompt, evaluation.inTurn(words), trained, meter);
        }
    }
}
