package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Filtering, then SFT (paper §6.1): as {@link ExpertIteration}, but the weak policy writes the completions, and goes on
 * doing so, round after round. What the locked policy gains by its own attempts shows beside it.
 */
public final class Filtering implements Elicitation {

    private final Task task;
    private final Completions weak;
    private final Config config;

    /** Filtering the weak policy's completions, then SFT (paper §6.1, G.3). */
    @Choice("filtering")
    public record Config(
            @Setting(
                    help = "how many of the weak policy's completions are taken, and in which portions",
                    byDefault = "{}")
            Rounds rounds,

            @Setting(help = "which of them the policy learns from", byDefault = "{}")
            BestSamples best,

            @Setting(
                    help = "passes of each round over its completions (512/64 by the paper's rule G.3)",
                    byDefault = "8",
                    min = 1)
            int epochs,

            @Setting(help = "sequences in each step", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training)
            implements ElicitationConfig.ByTraining {

        public Config {
            best.requireAtMost(rounds.problems());
        }

        @Override
        public List<ElicitationConfig> points() {
            return best.keep().stream()
                    .flatMap(keep -> training.points().stream().map(each ->
                            (ElicitationConfig) new Config(rounds, best.keeping(keep), epochs, batch, each)))
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
            return Optional.of(new Taken(Role.WEAK, ProblemDraw.WEAK_FILTERING, rounds.pool(), rounds.draws()));
        }

        @Override
        public Effort effort() {
            return plan().effort();
        }

        BestSampleTuning.Plan plan() {
            return new BestSampleTuning.Plan(rounds, best, epochs, batch, training, Optional.empty());
        }
    }

    /**
     * @param weak what the weak policy has written
     * @param config a point of a sweep: one number to keep, one learning rate
     */
    public Filtering(Task task, Completions weak, Config config) {
        this.task = task;
        this.weak = weak;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        ProblemPool pool = new ProblemPool(
                task.problems(Split.ELICIT_TRAIN).draw(config.rounds().pool(), seed.stream("problems")));
        new BestSampleTuning(
                        task,
                        config.plan(),
                        pool,
                        List.of(),
                        (asked, round) -> asked.stream()
                                .map(each -> weak.of(each.problem(), each.draw()))
                                .toList())
                .tune(policy, seed, journal, log, evaluation);
    }
}
