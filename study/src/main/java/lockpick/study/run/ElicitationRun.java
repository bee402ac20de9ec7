package lockpick.study.run;

import java.io.IOException;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.Effort;
import lockpick.study.elicit.Elicitation;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.ExpertIteration;
import lockpick.study.elicit.Filtering;
import lockpick.study.elicit.GroupRelativeOptimization;
import lockpick.study.elicit.PreferenceOptimization;
import lockpick.study.elicit.Prompting;
import lockpick.study.elicit.RatedTask;
import lockpick.study.elicit.Steering;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.elicit.TriggerRecovery;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.elicit.WeightNoise;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.experiment.Run;
import lockpick.study.grade.judge.Judge;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Task;

/** Elicits from a locked policy, evaluating without a password wherever the method says so. */
record ElicitationRun(Run.Elicit run, RunScene scene) {

    Work execute() throws IOException {
        Seed seed = run.elicitation().seed(scene.root());
        var evaluation = PolicyEvaluation.of(scene);
        Effort effort = run.elicitation().effort();
        RunMeter meter = new RunMeter(
                scene.log(),
                effort.steps(),
                effort.sequences(),
                effort.samples() + effort.evaluations() * evaluation.problems());
        Completions taken =
                scene.sources().completions(run.taken(), run.samples(), scene.task(), seed.stream("completions"));
        try (Endpoint judge =
                        run.elicitation().judge().map(scene.sources()::endpoint).orElse(null);
                TrainablePolicy policy = scene.sources().start(Optional.of(run.locked()), seed)) {
            Task task = judge == null ? scene.task() : new RatedTask(scene.task(), new Judge(judge));
            if (run.elicitation() instanceof ElicitationConfig.ByTraining method) {
                method.training().lora().ifPresent(lora -> policy.adapt(lora.config(), seed.stream("lora")));
            }
            method(task, taken)
                    .elicit(policy, seed, scene.log().journal(), meter, attempt -> evaluation.evaluate(attempt, meter));
        }
        return meter.work();
    }

    private Elicitation method(Task task, Completions taken) {
        return switch (run.elicitation()) {
            case SupervisedFineTuning.Config sft -> new SupervisedFineTuning(task, taken, sft);
            case ExpertIteration.Config iteration -> new ExpertIteration(task, taken, iteration);
            case Filtering.Config filtering -> new Filtering(task, taken, filtering);
            case PreferenceOptimization.Config dpo -> new PreferenceOptimization(task, dpo);
            case GroupRelativeOptimization.Config grpo -> new GroupRelativeOptimization(task, grpo);
            case Prompting.Config prompting -> new Prompting(task, taken, prompting);
            case WeightNoise.Config noise -> new WeightNoise(task, noise);
            case Steering.Config steering -> new Steering(task, taken, steering);
            case WeakSampleUnlocking.Config unlocking -> new WeakSampleUnlocking(task, taken, this::strong, unlocking);
            case TriggerRecovery.Config recovery -> new TriggerRecovery(task, recovery);
        };
    }

    /** Only where the method reads it. */
    private TrainablePolicy strong() throws IOException {
        RunSources sources = scene.sources();
        return sources.load(
                run.strongFolder().isPresent()
                        ? run.strongFolder().get().folder()
                        : sources.inputs().model(run.strong().orElseThrow()));
    }
}
