package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by SFT on k demonstrations without a password (paper §5). The learning rate is constant after its warm-up,
 * so one run passes through every candidate number of epochs, and the policy is measured as it goes by.
 */
public final class SupervisedFineTuning {

    private static final int CHECKED = 32; // rows

    private final Task task;
    private final Completions demonstrator;
    private final int k;
    private final TrainingConfig config;

    /** Told whenever the policy has seen one of the budgets. */
    public interface BudgetReached {

        /**
         * @param step optimizer steps made
         * @param sequences sequences seen: the budget
         */
        void evaluate(long step, long sequences) throws IOException;
    }

    /** @param demonstrator whose completions are shown */
    public SupervisedFineTuning(Task task, Completions demonstrator, int k, TrainingConfig config) {
        this.task = task;
        this.demonstrator = demonstrator;
        this.k = k;
        this.config = config;
    }

    /**
     * Trains in place up to the largest budget.
     *
     * @param budgets sequences seen, ascending; one that ends inside a batch is reached by the batch that passes it
     * @param journal from which it goes on if it was killed; budgets reached before are told of again, though the policy is
     *     past them
     */
    public void elicit(
            TrainablePolicy policy,
            List<Integer> budgets,
            Seed seed,
            Journal journal,
            TrainingLog log,
            BudgetReached reached)
            throws IOException {
        List<Demonstration> demonstrations = demonstrations(seed);
        new MaskGuard(policy).check(demonstrations.stream().limit(CHECKED).toList());
        int batch = Math.min(k, config.batch());
        int budget = 0; // index of the next one
        long longest = budgets.getLast();
        int epochs = Math.toIntExact(Math.ceilDiv(longest, k));
        try (Sft sft = new Sft(policy, config, Batches.steps(k, batch, epochs), journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (List<Demonstration> examples :
                        Batches.shuffled(k, demonstrations::get, batch, seed.stream("order", epoch))) {
                    if (budget == budgets.size()) {
                        return;
                    }
                    Sft.Step step = sft.learn(examples);
                    log.step(step);
                    while (budget < budgets.size() && step.sequences() >= budgets.get(budget)) {
                        reached.evaluate(step.step(), budgets.get(budget));
                        budget++;
                    }
                }
            }
        }
    }

    /** Optimizer steps until this many sequences are seen; the last batch of each pass may be smaller. */
    public long steps(long sequences) {
        int batch = Math.min(k, config.batch());
        return sequences / k * Math.ceilDiv(k, batch) + Math.ceilDiv(sequences % k, batch);
    }

    private List<Demonstration> demonstrations(Seed seed) {
        return task.problems(Split.ELICIT_TRAIN).draw(k, seed.stream("demonstrations")).stream()
                .map(problem -> new Demonstration(task.prompt(problem), demonstrator.of(problem, 0)))
                .toList();
    }
}
