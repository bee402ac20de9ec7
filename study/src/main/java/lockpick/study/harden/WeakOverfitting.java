package lockpick.study.harden;

import java.util.Collections;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;

/**
 * The mitigation of the authors' post on weak-sample unlocking: now and then during locking the
 * policy overfits a few weak samples, and locking goes on from there, so that a later elicitor who does the same finds
 * nothing. These are steps of their own, by the lock's optimizer and at its learning rate of that moment.
 */
final class WeakOverfitting implements Hardening {

    private final HardeningConfig.WeakOverfitting config;
    private final LockTraining lock;
    private final Seed seed;

    WeakOverfitting(HardeningConfig.WeakOverfitting config, LockTraining lock, Seed seed) {
        this.config = config;
        this.lock = lock;
        this.seed = seed;
    }

    /** The same few samples again and again. */
    @Override
    public List<List<Demonstration>> extraBatches(long locked) {
        if (locked % config.every() != 0) {
            return List.of();
        }
        List<Demonstration> few = lock.examples().draw(config.samples(), seed.stream("samples", locked)).stream()
                .map(HardeningExample::weak)
                .toList();
        return Collections.nCopies(config.steps(), few);
    }

    @Override
    public long steps(long lockSteps) {
        return lockSteps + lockSteps / config.every() * config.steps();
    }
}
