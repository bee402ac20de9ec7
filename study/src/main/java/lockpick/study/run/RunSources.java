package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.RecordedPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.policy.Wording;
import lockpick.study.task.Task;
import lockpick.study.task.UserCache;

/**
 * What every kind of run makes use of.
 *
 * @param root of the study's seed
 * @param task of the study, which somebody else closes
 */
record RunSources(Run run, Seed root, Task task, RunInputs inputs, Device device) {

    /**
     * The policy that an earlier run made, or the run's base: that of a given model, where the earlier run has only
     * evaluated it. Close it.
     */
    TrainablePolicy start(Optional<RunKey> made, Seed weights) throws IOException {
        if (made.filter(inputs::hasModel).isPresent()) {
            return load(inputs.model(made.orElseThrow()));
        }
        return run.base().isPresent()
                ? load(run.base().get().folder())
                : TrainablePolicy.random(run.model(), task.tokenizer().orElseThrow(), weights, device);
    }

    TrainablePolicy load(Path folder) throws IOException {
        return TrainablePolicy.load(folder, List.of(), DType.FLOAT32, device);
    }

    /** A service; what it has answered before is not asked again. Close it. */
    Endpoint endpoint(EndpointConfig config) {
        return new Endpoint(config, System.getenv(), UserCache.folder("answers"), root.stream("pauses"));
    }

    /** How the model reads that the run starts from; its weights are left alone. */
    Wording wording() throws IOException {
        return run.base().isPresent()
                ? Wording.load(run.base().get().folder())
                : Wording.plain(task.tokenizer().orElseThrow());
    }

    /**
     * What a policy writes for the problems of a task.
     *
     * @param samples the run that asked the policy, where it has to be asked
     * @param draws seed of what is drawn here
     */
    Completions completions(PolicyConfig policy, Optional<RunKey> samples, Task of, Seed draws) throws IOException {
        if (samples.isPresent()) {
            return inputs.samples(samples.get());
        }
        return switch (policy) {
            case PolicyConfig.Reference reference -> Completions.reference();
            case PolicyConfig.Mistakes mistakes -> Completions.mistakes(of, draws);
            case PolicyConfig.Recorded recorded ->
                Completions.recorded(RecordedPolicy.read(recorded.file().file()), of);
            case PolicyConfig.FixedRandom fixed ->
                Completions.fixedRandom(new FixedRandomPolicy(wording().tokenizer(), root), draws);
            case PolicyConfig.Remote remote -> notAsked();
            case PolicyConfig.Prompted prompted -> notAsked();
            case PolicyConfig.FineTuned tuned -> notAsked();
        };
    }

    private static Completions notAsked() {
        return (problem, draw) -> {
            throw new CompletionMissingException("no run has asked the policy for problem " + problem.id());
        };
    }
}
