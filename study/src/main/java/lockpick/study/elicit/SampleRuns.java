package lockpick.study.elicit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import lockpick.engine.loss.Sequence;
import lockpick.engine.nn.Snapshot;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.AddedObjective;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;

/**
 * Runs of SFT on rows that stay the same, of so many steps each.
 *
 * @param rows of each run; their tokens weigh 1, or 0 where they do not count
 * @param steps after which the policy is measured, ascending; the last ends a run
 * @param batch most rows of a step
 */
record SampleRuns(
        TrainablePolicy policy,
        List<List<Sequence>> rows,
        List<Integer> steps,
        int batch,
        SweptTraining training,
        Seed seed,
        ContinuedLog log) {

    /** Hears of a run wherever the policy is to be measured. */
    interface Reached {

        /** @param step of this run, after which the policy is as it is now */
        void at(Sft.Step step) throws IOException;
    }

    /** Makes the first run. */
    void one(Journal journal, Reached reached) throws IOException {
        train(0, journal, reached);
    }

    /**
     * Makes all runs, each from the weights before the first. Killed, they begin again, being short.
     *
     * @param reached by the number of the run, from 0
     */
    void all(IntFunction<Reached> reached) throws IOException {
        try (Snapshot start = Snapshot.ofValues(policy.trained())) {
            for (int run = 0; run < rows.size(); run++) {
                start.restore();
                train(run, Journal.NONE, reached.apply(run));
            }
        }
    }

    private void train(int run, Journal journal, Reached reached) throws IOException {
        List<Sequence> ofRun = rows.get(run);
        Seed order = seed.stream("run", run);
        int last = steps.getLast();
        try (Sft sft = new Sft(policy, training.config(batch), last, journal, log)) {
            for (int epoch = 0; ; epoch++) {
                for (List<Sequence> some :
                        Batches.shuffled(ofRun.size(), ofRun::get, batch, order.stream("order", epoch))) {
                    Sft.Step step = sft.learnRows(asMean(some), AddedObjective.NONE);
                    log.step(step);
                    if (steps.contains((int) step.step())) {
                        reached.at(step);
                    }
                    if (step.step() == last) {
                        return;
                    }
                }
            }
        }
    }

    /** So weighed that the loss is the mean over tokens that count; rows of which all do stay as they are. */
    private static List<Sequence> asMean(List<Sequence> rows) {
        double counting = rows.stream().mapToDouble(Sequence::weight).sum();
        double share = counting / rows.stream().mapToInt(Sequence::targets).sum();
        return rows.stream()
                .map(row -> row.weighted(Arrays.stream(row.weights())
                        .map(weight -> weight / share)
                        .toArray()))
                .toList();
    }
}
