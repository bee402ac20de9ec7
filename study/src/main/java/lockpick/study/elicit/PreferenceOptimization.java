package lockpick.study.elicit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.grade.RewardSignal;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.DpoRounds;
import lockpick.study.pipeline.DpoRounds.Sampler;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by DPO and iterated DPO on the policy's own graded attempts (paper §6.1, Fig 5; B.3.2, Fig 15 for continuous
 * rewards). {@link DpoRounds} is the algorithm; the policy is measured between its rounds.
 */
public final class PreferenceOptimization implements Elicitation {

    private final Task task;
    private final Config config;

    /** DPO and iterated DPO on the policy's own attempts (paper §6.1, G.3; B.3.2 for continuous rewards). */
    @Choice("dpo")
    public record Config(
            @Setting(
                    help = "who writes the pairs of a round and is its reference: current is the policy at the start of"
                            + " the round (iterated DPO), initial the policy before any training (DPO)",
                    byDefault = "current")
            Sampler sampler,

            @Setting(help = "rounds of drawing and training", byDefault = "12", min = 1)
            int rounds,

            @Setting(help = "problems of each round, the same ones, two completions each", byDefault = "1100", min = 1)
            int problems,

            @Setting(help = "how closely the policy keeps to the reference", byDefault = "0.1", above = 0)
            double beta,

            @Setting(
                    help =
                            "what makes a completion the better one: correct is right or wrong, reward the grader's whole"
                                    + " number from 0 to 1, which also weighs the pair (paper B.3.2)",
                    byDefault = "correct")
            RewardSignal reward,

            @Setting(
                    help = "a language model whose rating, in the paper's words (E.1), is the reward in place of the"
                            + " grader's number (figure 15); what is right stays the grader's to say")
            Optional<EndpointConfig> judge,

            @Setting(
                    help =
                            "rounds from one evaluation to the next, each a candidate for selection; the last round always"
                                    + " has one",
                    byDefault = "1",
                    min = 1)
            int evaluateEvery,

            @Setting(help = "pairs in each step", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training)
            implements ElicitationConfig.ByTraining {

        public Config {
            RatedTask.requireUsed(judge, reward);
        }

        @Override
        public List<ElicitationConfig> points() {
            return training.points().stream()
                    .map(each -> (ElicitationConfig)
                            new Config(sampler, rounds, problems, beta, reward, judge, evaluateEvery, batch, each))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("sampler", sampler.toString());
            labels.put("reward", reward.toString());
            judge.ifPresent(model -> labels.put("judge", model.model()));
            labels.put("beta", beta);
            labels.putAll(training.labels());
            return labels;
        }

        @Override
        public Effort effort() {
            DpoRounds.Config dpo = dpo();
            return new Effort(
                    dpo.steps(), dpo.samples(rounds), dpo.samples(rounds), Math.ceilDiv(rounds, evaluateEvery));
        }

        DpoRounds.Config dpo() {
            return new DpoRounds.Config(rounds, problems, beta, reward, training.config(batch));
        }
    }

    /** @param config a point of a sweep: one learning rate */
    public PreferenceOptimization(Task task, Config config) {
        this.task = task;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        new DpoRounds(task, Split.ELICIT_TRAIN, config.sampler(), config.dpo())
                .train(policy, seed, journal, log, (round, last) -> {
                    if (round % config.evaluateEvery() == 0 || round == config.rounds()) {
                        evaluation.evaluate(new Attempt(policy, task::prompt, spent(round, last)));
                    }
                });
    }

    private Spent spent(int rounds, Sft.Step last) {
        long samples = config.dpo().samples(rounds);
        return new Spent(last.step(), last.sequences(), rounds, last.tokens(), samples, samples);
    }
}
