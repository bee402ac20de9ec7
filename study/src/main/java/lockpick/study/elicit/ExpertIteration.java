package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.BestSampleTuning.Sampler;
import lockpick.study.elicit.ProblemPool.Asked;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Expert iteration (Anthony et al., 2017; paper §6.1): each round the policy writes one completion of every problem of the
 * round at temperature 1, the best are kept, and SFT on them makes the policy of the next round. Rounds build on each other,
 * M_i to M_{i+1}; nothing starts again from the locked policy.
 */
public final class ExpertIteration implements Elicitation {

    private final Task task;
    private final Completions demonstrator;
    private final Config config;

    /** Expert iteration (paper §6.1, G.3; Fig 17 for a first stage). */
    @Choice("expert-iteration")
    public record Config(
            @Setting(help = "how often the policy is asked, and how much", byDefault = "{}")
            Rounds rounds,

            @Setting(help = "which of its completions it learns from", byDefault = "{}")
            BestSamples best,

            @Setting(
                    help = "passes of each round over its completions (512/64 by the paper's rule G.3)",
                    byDefault = "8",
                    min = 1)
            int epochs,

            @Setting(help = "sequences in each step", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training,

            @Setting(help = "SFT on a few demonstrations before the first round; left out: none")
            Optional<FirstStage> first)
            implements ElicitationConfig.ByTraining {

        public Config {
            best.requireAtMost(rounds.problems());
        }

        @Override
        public List<ElicitationConfig> points() {
            return best.keep().stream()
                    .flatMap(keep -> training.points().stream().map(each ->
                            (ElicitationConfig) new Config(rounds, best.keeping(keep), epochs, batch, each, first)))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            return plan().labels();
        }

        @Override
        public Optional<EndpointConfig> judge() {
            return best.judge();
        }

        @Override
        public Optional<Taken> taken() {
            return first.flatMap(stage -> stage.by().taken(ProblemDraw.FIRST_DEMONSTRATIONS, stage.k()));
        }

        @Override
        public Effort effort() {
            return plan().effort();
        }

        BestSampleTuning.Plan plan() {
            return new BestSampleTuning.Plan(rounds, best, epochs, batch, training, first);
        }
    }

    /**
     * @param demonstrator whose completions the first stage shows, where there is one
     * @param config a point of a sweep: one number to keep, one learning rate
     */
    public ExpertIteration(Task task, Completions demonstrator, Config config) {
        this.task = task;
        this.demonstrator = demonstrator;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        elicit(policy, policy, seed, journal, log, evaluation);
    }

    /** @param expert who writes the completions: the policy itself, but for tests */
    void elicit(
            TrainablePolicy policy,
            SampledPolicy expert,
            Seed seed,
            Journal journal,
            TrainingLog log,
            Evaluation evaluation)
            throws IOException {
        ProblemPool pool = new ProblemPool(
                task.problems(Split.ELICIT_TRAIN).draw(config.rounds().pool(), seed.stream("problems")));
        Sampler sampler = new Sampler() {
            @Override
            public List<String> sample(List<Asked> asked, int round) {
                List<Prompt> prompts =
                        asked.stream().map(each -> task.prompt(each.problem())).toList();
                return expert.sample(prompts, task.answering(), 1, seed.stream("samples", round)).stream()
                        .map(List::getFirst)
                        .toList();
            }

            @Override
            public long tokens(List<String> completions) {
                return expert.tokens(completions);
            }
        };
        new BestSampleTuning(task, config.plan(), pool, first(seed), sampler)
                .tune(policy, seed, journal, log, evaluation);
    }

    private List<Demonstration> first(Seed seed) {
        return config.first()
                .map(stage -> demonstrator.demonstrations(
                        task, task.problems(Split.ELICIT_TRAIN).draw(stage.k(), seed.stream("first"))))
                .orElse(List.of());
    }
}
