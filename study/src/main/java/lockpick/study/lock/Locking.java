package lockpick.study.lock;

import java.io.IOException;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.harden.Hardening;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * Locking (paper §2): SFT on the lock set. Whether the policy starts from random weights or from the strong policy is all
 * that sets the two locks of paper §7 apart.
 */
public final class Locking {

    private final LockSet lockSet;
    private final int epochs;
    private final TrainingConfig training;
    private final Seed seed;

    /** @param seed of the lock, which also drew the problems of its set */
    public Locking(LockSet lockSet, LockConfig config, Seed seed) {
        this.lockSet = lockSet;
        this.epochs = config.passes();
        this.training = config.training();
        this.seed = seed;
    }

    /** Examples that training sees, epochs counted. */
    public long sequences() {
        return (long) lockSet.size() * epochs;
    }

    /** Optimizer steps that the lock set takes; hardening may add some. */
    public long steps() {
        return Batches.steps(lockSet.size(), training.batch(), epochs);
    }

    private List<Imitated> examples(int epoch) {
        return lockSet.epoch(seed.stream("wrong passwords", epoch));
    }

    /**
     * Locks a policy, in place.
     *
     * @param rows makes rows for this policy
     * @param hardening of the lock; stays its owner's
     */
    public void lock(TrainablePolicy policy, LockRows rows, Hardening hardening, Journal journal, TrainingLog log)
            throws IOException {
        long locked = 0;
        boolean isChecked = false;
        try (Sft sft = new Sft(policy, training, hardening.steps(steps()), journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int draw = epoch;
                List<Imitated> examples = examples(epoch);
                for (List<Imitated> batch : Batches.shuffled(
                        examples.size(), examples::get, training.batch(), seed.stream("order", epoch))) {
                    if (!isChecked) {
                        rows.check(batch, draw);
                        isChecked = true;
                    }
                    log.step(sft.learnRows(
                            batch.stream()
                                    .map(example -> rows.row(example, draw))
                                    .toList(),
                            hardening));
                    locked++;
                    for (List<Demonstration> extra : hardening.extraBatches(locked)) {
                        log.step(sft.learn(extra));
                    }
                }
            }
        }
    }
}
