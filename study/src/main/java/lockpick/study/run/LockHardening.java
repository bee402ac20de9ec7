package lockpick.study.run;

import java.io.IOException;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.harden.Hardening;
import lockpick.study.harden.HardeningConfig;
import lockpick.study.harden.LockTraining;
import lockpick.study.lock.Control;
import lockpick.study.lock.Locking;
import lockpick.study.policy.TrainablePolicy;

/**
 * How a lock is hardened.
 *
 * @param original the policy before the lock, where the method compares with it
 */
record LockHardening(Hardening method, Optional<TrainablePolicy> original) implements AutoCloseable {

    /**
     * What the lock asks for; a control is never hardened.
     *
     * @param policy to be locked
     */
    static LockHardening of(Run.Lock run, RunSources sources, LockData data, Locking locking, TrainablePolicy policy)
            throws IOException {
        Optional<HardeningConfig> asked =
                run.control() == Control.NONE ? run.lock().hardening() : Optional.empty();
        if (asked.isEmpty()) {
            return new LockHardening(Hardening.NONE, Optional.empty());
        }
        Seed seed = LockData.seed(sources.root());
        Optional<TrainablePolicy> original = asked.get().needsOriginal()
                ? Optional.of(sources.start(run.start(), seed.stream("weights")))
                : Optional.empty();
        LockTraining training = new LockTraining(policy, run.lock().training(), locking.steps(), data.hardening());
        return new LockHardening(
                Hardening.of(
                        asked.get(),
                        training,
                        original.map(TrainablePolicy::model).orElse(null),
                        seed.stream("hardening")),
                original);
    }

    @Override
    public void close() {
        method.close();
        original.ifPresent(TrainablePolicy::close);
    }
}
