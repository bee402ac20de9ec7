package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.experiment.Run;
import lockpick.study.lock.LockSet;
import lockpick.study.pipeline.InstructedPolicy;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Sample;
import lockpick.study.policy.OptionLikelihoods;
import lockpick.study.policy.RemotePolicy;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Domains;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/** Draws a policy's completions, once for all runs that learn from them (paper C.1), also if it is killed. */
record SamplesRun(Run.DrawSamples run, RunScene scene) {

    private static final int AT_ONCE = 512; // problems between two signs of life, and the most that a kill loses

    Work execute() throws IOException {
        return switch (run.policy()) {
            case PolicyConfig.FineTuned tuned -> ofModel("", temperature(1));
            case PolicyConfig.Prompted prompted -> ofModel(prompted.instruction(), temperature(prompted.temperature()));
            case PolicyConfig.Remote remote -> {
                try (Endpoint endpoint = scene.sources().endpoint(remote.endpoint())) {
                    yield drawn(
                            new RemotePolicy(endpoint, temperature(remote.temperature()), List.of()),
                            prompts -> List.of());
                }
            }
            default -> throw new IllegalArgumentException(run.role() + " writes without being asked");
        };
    }

    private double temperature(double ofPolicy) {
        return run.temperature().orElse(ofPolicy);
    }

    private Work ofModel(String instruction, double temperature) throws IOException {
        try (TrainablePolicy model = run.trained().isPresent()
                ? scene.sources()
                        .load(scene.sources().inputs().model(run.trained().get()))
                : scene.sources().start(Optional.empty(), scene.root())) {
            var policy = new InstructedPolicy(model.at(temperature), instruction);
            return drawn(policy, prompts -> switch (scene.task().answering()) {
                case Answering.Written written -> List.of();
                case Answering.Chosen(List<String> options) ->
                    model.options(prompts.stream().map(policy::instructed).toList(), options);
            });
        }
    }

    /** How likely a policy finds the options of each prompt; nothing where that is not known. */
    private interface Likelihoods {

        List<OptionLikelihoods> of(List<Prompt> prompts);
    }

    private Work drawn(SampledPolicy policy, Likelihoods likelihoods) throws IOException {
        Seed seed =
                scene.root().stream("samples", run.role().toString(), run.use().toString());
        Task task = scene.task();
        List<Problem> problems = problems(task);
        RunMeter meter = new RunMeter(scene.log(), 0, 0, (long) problems.size() * run.draws());
        List<Sample> samples = new ArrayList<>();
        for (int from = 0; from < problems.size(); from += AT_ONCE) {
            List<Problem> some = problems.subList(from, Math.min(problems.size(), from + AT_ONCE));
            List<Sample> drawn = scene.log()
                    .journal()
                    .once("samples-from-" + from, Sample.class, () -> samples(policy, likelihoods, some, seed));
            samples.addAll(drawn);
            meter.forward(
                    (long) some.size() * run.draws(),
                    policy.tokens(drawn.stream()
                            .flatMap(sample -> sample.completions().stream())
                            .toList()));
        }
        scene.log().samples(samples);
        return meter.work();
    }

    private List<Sample> samples(SampledPolicy policy, Likelihoods likelihoods, List<Problem> problems, Seed seed) {
        Task task = scene.task();
        List<Prompt> prompts = problems.stream().map(task::prompt).toList();
        List<List<String>> completions = policy.sample(prompts, task.answering(), run.draws(), seed);
        List<OptionLikelihoods> options = likelihoods.of(prompts);
        return IntStream.range(0, problems.size())
                .mapToObj(i -> new Sample(
                        problems.get(i).id(),
                        completions.get(i),
                        options.isEmpty()
                                ? Optional.empty()
                                : Optional.of(options.get(i).probabilities())))
                .toList();
    }

    private List<Problem> problems(Task task) {
        Seed seed = run.use().seed(scene.root());
        return run.use() == ProblemDraw.LOCK_SET
                ? LockSet.problems(task, run.problems(), run.heldOut(), seed)
                : Domains.only(run.domains(), task.problems(run.use().split())).draw(run.problems(), seed);
    }
}
