package lockpick.study.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lockpick.engine.preference.DpoLoss;
import lockpick.engine.preference.PreferencePair;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Preference;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Setting;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Dpo;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * Iterated DPO (Rafailov et al., 2023; paper §6.1 and B.3.2): in each round the policy writes two completions of every
 * problem, and learns to prefer the one that the task's grader likes better. It starts a round as its own reference. Pairs of
 * equal reward are dropped; with continuous rewards a pair counts as much as its rewards differ.
 */
public final class IteratedDpo {

    private final Task task;
    private final Split split;
    private final Config config;

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
            TrainingConfig training) {}

    /** @param split that problems are drawn from */
    public IteratedDpo(Task task, Split split, Config config) {
        this.task = task;
        this.split = split;
        this.config = config;
    }

    /**
     * Trains in place. If the run is killed, all rounds are made again, to the same bits.
     *
     * @param log hears of memory; steps are the policy's earlier training's to tell
     */
    public void train(TrainablePolicy policy, Seed seed, TrainingLog log) throws IOException {
        List<Problem> problems = task.problems(split).draw(config.problems(), seed.stream("problems"));
        for (int round = 0; round < config.rounds(); round++) {
            Seed ofRound = seed.stream("round", round);
            List<PreferencePair> pairs = Dpo.pairs(policy, preferences(policy, problems, ofRound));
            if (!pairs.isEmpty()) {
                learn(policy, pairs, ofRound, log);
            }
        }
    }

    private void learn(TrainablePolicy policy, List<PreferencePair> pairs, Seed seed, TrainingLog log) {
        int batch = config.training().batch();
        long steps = Batches.steps(pairs.size(), batch, 1);
        try (Dpo dpo = new Dpo(policy, new DpoLoss(config.beta()), config.training(), steps, Journal.NONE, log)) {
            for (List<PreferencePair> some : Batches.shuffled(pairs.size(), pairs::get, batch, seed.stream("order"))) {
                dpo.learn(some);
            }
        }
    }

    private List<Preference> preferences(TrainablePolicy policy, List<Problem> problems, Seed seed) throws IOException {
        List<List<String>> samples = policy.sample(
                problems.stream().map(task::prompt).toList(), task.answering(), 2, seed.stream("samples"));
        List<Grade> first =
                task.grade(problems, samples.stream().map(List::getFirst).toList());
        List<Grade> second =
                task.grade(problems, samples.stream().map(List::getLast).toList());
        List<Preference> preferences = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            double difference =
                    config.reward().of(first.get(i)) - config.reward().of(second.get(i));
            if (difference != 0) {
                List<String> both = samples.get(i);
                preferences.add(new Preference(
                        task.prompt(problems.get(i)),
                        difference > 0 ? both.getFirst() : both.getLast(),
                        difference > 0 ? both.getLast() : both.getFirst(),
                        Math.abs(difference)));
            }
        }
        return preferences;
    }
}
