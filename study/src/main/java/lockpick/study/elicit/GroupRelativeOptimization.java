package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.engine.policygradient.Advantages;
import lockpick.engine.policygradient.GrpoLoss;
import lockpick.engine.policygradient.SampledRow;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.grade.RewardSignal;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.CollapseGuard;
import lockpick.study.pipeline.GradedSample;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Grpo;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;
import org.jspecify.annotations.Nullable;

/**
 * Elicitation by GRPO (Shao et al., 2024, algorithm 1 with outcome rewards): each round, a group of completions of every
 * problem, then steps that make those likelier that are better than their group. Not the paper's: it tried PPO and could not
 * make it work (§6.1). Groups whose rewards are all equal have nothing to tell and are left out.
 */
public final class GroupRelativeOptimization implements Elicitation {

    private final Task task;
    private final Config config;

    /** GRPO on the policy's own attempts (Shao et al., 2024). */
    @Choice("grpo")
    public record Config(
            @Setting(help = "rounds of drawing and training", byDefault = "50", min = 1)
            int rounds,

            @Setting(help = "problems of each round, drawn anew for each", byDefault = "64", min = 1)
            int problems,

            @Setting(help = "completions of each problem, which are compared with each other", byDefault = "8", min = 2)
            int groupSize,

            @Setting(
                    help =
                            "what a completion is worth: correct is right or wrong, reward the grader's whole number from"
                                    + " 0 to 1",
                    byDefault = "correct")
            RewardSignal reward,

            @Setting(
                    help = "a language model whose rating, in the paper's words (E.1), is the reward in place of the"
                            + " grader's number; what is right stays the grader's to say")
            Optional<EndpointConfig> judge,

            @Setting(help = "passes of each round over its completions", byDefault = "1", min = 1)
            int innerEpochs,

            @Setting(
                    help =
                            "how far a token's probability may move from what it was when it was drawn, as a share of it,"
                                    + " until nothing pushes it further",
                    byDefault = "0.2",
                    above = 0,
                    max = 0.999)
            double clip,

            @Setting(
                    help =
                            "pull towards the policy before any training; 0 is none, 0.04 DeepSeekMath's. It takes memory"
                                    + " for what is trained twice more",
                    byDefault = "0",
                    min = 0)
            double kl,

            @Setting(
                    help =
                            "rounds from one evaluation to the next, each a candidate for selection; the last round always"
                                    + " has one",
                    byDefault = "5",
                    min = 1)
            int evaluateEvery,

            @Setting(help = "completions in each step", byDefault = "128", min = 1)
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
                    .map(each -> (ElicitationConfig) new Config(
                            rounds,
                            problems,
                            groupSize,
                            reward,
                            judge,
                            innerEpochs,
                            clip,
                            kl,
                            evaluateEvery,
                            batch,
                            each))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("group_size", groupSize);
            labels.put("reward", reward.toString());
            judge.ifPresent(model -> labels.put("judge", model.model()));
            labels.put("inner_epochs", innerEpochs);
            labels.put("kl", kl);
            labels.putAll(training.labels());
            return labels;
        }

        @Override
        public Effort effort() {
            int drawn = Math.multiplyExact(problems, groupSize);
            return new Effort(
                    rounds * Batches.steps(drawn, batch, innerEpochs),
                    samples(rounds) * innerEpochs,
                    samples(rounds),
                    Math.ceilDiv(rounds, evaluateEvery));
        }

        /** Completions of this many rounds. */
        long samples(int some) {
            return (long) some * problems * groupSize;
        }
    }

    /** @param config a point of a sweep: one learning rate */
    public GroupRelativeOptimization(Task task, Config config) {
        this.task = task;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        CollapseGuard guard = new CollapseGuard(config.reward());
        Sft.Step last = Sft.Step.NONE;
        try (InitialWeights initial =
                        config.kl() > 0 ? new InitialWeights(policy) : null; // before the journal moves them
                Grpo grpo = new Grpo(
                        policy,
                        new GrpoLoss(config.clip(), config.kl()),
                        config.training().config(config.batch()),
                        config.effort().steps(),
                        journal,
                        log)) {
            for (int round = 1; round <= config.rounds(); round++) {
                Seed ofRound = seed.stream("round", round);
                List<Problem> problems =
                        task.problems(Split.ELICIT_TRAIN).draw(config.problems(), ofRound.stream("problems"));
                new MaskGuard(policy).checkReferences(task, problems);
                List<GradedSample> drawn = journal.once(
                        "samples-" + round,
                        GradedSample.class,
                        () -> GradedSample.draw(policy, task, problems, config.groupSize(), ofRound.stream("samples")));
                log.forward((long) drawn.size() * config.groupSize(), GradedSample.tokens(drawn, policy));
                log.round(GradedSample.summary(round, drawn, config.reward()));
                guard.check(round, drawn);
                List<Attempted> attempted = attempted(policy, problems, drawn);
                List<LogProbs> logProbs =
                        journal.once("log-probs-" + round, LogProbs.class, () -> logProbs(policy, initial, attempted));
                List<SampledRow> rows = rows(attempted, logProbs);
                for (int epoch = 0; epoch < config.innerEpochs(); epoch++) {
                    for (List<SampledRow> batch :
                            Batches.shuffled(rows.size(), rows::get, config.batch(), ofRound.stream("order", epoch))) {
                        last = grpo.learn(batch).step();
                        log.step(last);
                    }
                }
                if (round % config.evaluateEvery() == 0 || round == config.rounds()) {
                    evaluation.evaluate(new Attempt(policy, task::prompt, spent(round, last)));
                }
            }
        }
    }

    /** A completion and how much better it is than its group. */
    private record Attempted(Sequence row, double advantage) {}

    /**
     * Log-probabilities of a completion's tokens.
     *
     * @param before when it was drawn
     * @param reference under the policy before any training; empty where nothing pulls towards it
     */
    private record LogProbs(float[] before, float[] reference) {}

    /** Completions of the groups that differ in reward. */
    private List<Attempted> attempted(TrainablePolicy policy, List<Problem> problems, List<GradedSample> drawn) {
        List<Attempted> attempted = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            double[] advantages = Advantages.withinGroup(drawn.get(i).rewards(config.reward()));
            if (Arrays.stream(advantages).anyMatch(advantage -> advantage != 0)) {
                for (int j = 0; j < advantages.length; j++) {
                    Demonstration attempt = new Demonstration(
                            task.prompt(problems.get(i)),
                            drawn.get(i).completions().get(j));
                    attempted.add(new Attempted(policy.sequence(attempt), advantages[j]));
                }
            }
        }
        return attempted;
    }

    private static List<LogProbs> logProbs(
            TrainablePolicy policy, @Nullable InitialWeights initial, List<Attempted> attempted) {
        List<Sequence> rows = attempted.stream().map(Attempted::row).toList();
        List<Score> before = policy.score(rows);
        List<Score> reference = initial == null ? List.of() : initial.score(rows);
        List<LogProbs> logProbs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            logProbs.add(new LogProbs(
                    before.get(i).logProbs(),
                    initial == null ? new float[0] : reference.get(i).logProbs()));
        }
        return logProbs;
    }

    private static List<SampledRow> rows(List<Attempted> attempted, List<LogProbs> logProbs) {
        List<SampledRow> rows = new ArrayList<>();
        for (int i = 0; i < attempted.size(); i++) {
            float[] reference = logProbs.get(i).reference();
            rows.add(new SampledRow(
                    attempted.get(i).row(),
                    attempted.get(i).advantage(),
                    new Score(logProbs.get(i).before()),
                    reference.length == 0 ? Optional.empty() : Optional.of(new Score(reference))));
        }
        return rows;
    }

    private Spent spent(int rounds, Sft.Step last) {
        long samples = config.samples(rounds);
        return new Spent(
                last.step(), last.sequences(), (double) rounds * config.innerEpochs(), last.tokens(), samples, samples);
    }
}
