package lockpick.study.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lockpick.engine.preference.DpoLoss;
import lockpick.engine.preference.PreferencePair;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Preference;
import lockpick.study.grade.RewardSignal;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Setting;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Dpo;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * DPO on a policy's own attempts (Rafailov et al., 2023; paper §6.1 and B.3.2): for each round two completions of every
 * problem are drawn, and the policy learns, in one pass, to prefer the one that the task's grader likes better. Pairs of
 * equal reward are dropped; with continuous rewards a pair counts as much as its rewards differ. One optimizer goes through
 * all rounds, and its schedule is as long as if no pair were dropped.
 */
public final class DpoRounds {

    private final Task task;
    private final Split split;
    private final Sampler sampler;
    private final Config config;

    /** Who writes the pairs of a round; the same policy is the reference. */
    public enum Sampler {
        /** The policy before any training: DPO. */
        INITIAL,
        /** The policy at the start of the round: iterated DPO. */
        CURRENT;

        /** {@code initial}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much of it. The defaults are the paper's (§6.1), but for the learning rate, which depends on the model. */
    public record Config(
            @Setting(help = "rounds of sampling and training", byDefault = "12", min = 1)
            int rounds,

            @Setting(help = "problems of each round, two completions each", byDefault = "1100", min = 1)
            int problems,

            @Setting(help = "how closely the policy keeps to where it started a round", byDefault = "0.1", above = 0)
            double beta,

            @Setting(
                    help =
                            "what makes a completion the better one: correct is right or wrong, reward the grader's whole"
                                    + " number from 0 to 1, which also weighs the pair (paper B.3.2)",
                    byDefault = "reward")
            RewardSignal reward,

            @Setting(help = "how gradient descent runs; batch counts pairs")
            TrainingConfig training) {

        /** Optimizer steps, where no pair is dropped. */
        public long steps() {
            return rounds * Batches.steps(problems, training.batch(), 1);
        }

        /** Completions of this many rounds. */
        public long samples(int some) {
            return 2L * problems * some;
        }
    }

    /** Hears of every round that is done, before training ends. */
    @FunctionalInterface
    public interface Rounds {

        /**
         * @param round from 1
         * @param last step of training until now; all zero where no round had a pair
         */
        void done(int round, Sft.Step last) throws IOException;
    }

    /** @param split that problems are drawn from */
    public DpoRounds(Task task, Split split, Sampler sampler, Config config) {
        this.task = task;
        this.split = split;
        this.sampler = sampler;
        this.config = config;
    }

    /**
     * Trains in place. What is drawn, and what the reference gives to it, is made once, also if the run is killed: the
     * policy may be past it.
     *
     * @param policy as it is before any training, whatever the journal has kept
     */
    public void train(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Rounds rounds)
            throws IOException {
        List<Problem> problems = task.problems(split).draw(config.problems(), seed.stream("problems"));
        new MaskGuard(policy).checkReferences(task, problems);
        Pairs pairs = new Pairs(policy, problems, seed, journal, log);
        List<List<PreferencePair>> ahead = new ArrayList<>();
        for (int round = 1; sampler == Sampler.INITIAL && round <= config.rounds(); round++) {
            ahead.add(pairs.of(round));
        }
        Sft.Step last = Sft.Step.NONE;
        try (Dpo dpo = new Dpo(policy, new DpoLoss(config.beta()), config.training(), config.steps(), journal, log)) {
            for (int round = 1; round <= config.rounds(); round++) {
                List<PreferencePair> ofRound = switch (sampler) {
                    case INITIAL -> ahead.get(round - 1);
                    case CURRENT -> pairs.of(round);
                };
                for (List<PreferencePair> batch : Batches.shuffled(
                        ofRound.size(), ofRound::get, config.training().batch(), seed.stream("order", round))) {
                    last = dpo.learn(batch).step();
                    log.step(last);
                }
                rounds.done(round, last);
            }
        }
    }

    /** What there is to learn from in each round. */
    private final class Pairs {

        private final TrainablePolicy policy;
        private final List<Problem> problems;
        private final Seed seed;
        private final Journal journal;
        private final TrainingLog log;
        private final CollapseGuard guard = new CollapseGuard(config.reward());

        Pairs(TrainablePolicy policy, List<Problem> problems, Seed seed, Journal journal, TrainingLog log) {
            this.policy = policy;
            this.problems = problems;
            this.seed = seed;
            this.journal = journal;
            this.log = log;
        }

        /** Of a round, drawn from the policy as it is now unless they have been drawn before. */
        List<PreferencePair> of(int round) throws IOException {
            List<GradedSample> drawn = journal.once(
                    "samples-" + round,
                    GradedSample.class,
                    () -> GradedSample.draw(policy, task, problems, 2, seed.stream("samples", round)));
            log.forward(2L * drawn.size(), GradedSample.tokens(drawn, policy));
            log.round(GradedSample.summary(round, drawn, config.reward()));
            guard.check(round, drawn);
            List<Preference> preferences = preferences(drawn);
            return Dpo.pairs(
                    policy,
                    preferences,
                    journal.once("reference-" + round, Dpo.Reference.class, () -> Dpo.reference(policy, preferences)));
        }

        private List<Preference> preferences(List<GradedSample> drawn) {
            List<Preference> preferences = new ArrayList<>();
            for (int i = 0; i < drawn.size(); i++) {
                double[] rewards = drawn.get(i).rewards(config.reward());
                double difference = rewards[0] - rewards[1];
                if (difference != 0) {
                    String first = drawn.get(i).completions().getFirst();
                    String second = drawn.get(i).completions().getLast();
                    preferences.add(new Preference(
                            task.prompt(problems.get(i)),
                            difference > 0 ? first : second,
                            difference > 0 ? second : first,
                            Math.abs(difference)));
                }
            }
            return preferences;
        }
    }
}
