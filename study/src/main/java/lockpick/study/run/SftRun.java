package lockpick.study.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.experiment.Run;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.PolicyEvaluation.Training;
import lockpick.study.task.Task;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;

/** Elicits from a locked policy by SFT, evaluating without a password at every budget. */
record SftRun(Run.SupervisedFineTuning run, RunScene scene) {

    Work execute() throws IOException {
        Task task = scene.task();
        Seed seed = scene.root().stream("elicit", run.demonstrations());
        TrainingConfig training = new TrainingConfig(
                run.learningRate(), run.batch(), OptimizerKind.ADAMW, Schedule.CONSTANT, run.warmupSteps(), 0.01, 1.0);
        List<Integer> budgets = run.evaluatedAt();
        long longest = budgets.getLast();
        var demonstrator =
                scene.sources().completions(run.demonstrator(), run.samples(), task, seed.stream("completions"));
        var method = new SupervisedFineTuning(task, demonstrator, run.k(), training);
        var evaluation = PolicyEvaluation.of(scene);
        RunMeter meter =
                new RunMeter(scene.log(), method.steps(longest), longest, budgets.size() * evaluation.problems());
        try (TrainablePolicy policy = scene.sources().start(Optional.of(run.locked()), seed)) {
            method.elicit(
                    policy,
                    budgets,
                    seed,
                    scene.log().journal(),
                    meter,
                    (step, sequences) -> evaluation.evaluate(
                            policy,
                            Policy.UNLOCKED,
                            Prompt.NO_PASSWORD,
                            task::prompt,
                            new Training(step, sequences, (double) sequences / run.k()),
                            meter));
        }
        return meter.work();
    }
}
