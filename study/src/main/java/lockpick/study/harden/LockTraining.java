package lockpick.study.harden;

import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.TrainingConfig;

/**
 * The training of a lock, as far as hardening must know it.
 *
 * @param policy to be locked, in place
 * @param config how gradient descent runs; hardening's own passes keep to its limits of memory
 * @param steps of the lock, without those that hardening adds
 * @param examples problems to work with
 */
public record LockTraining(TrainablePolicy policy, TrainingConfig config, long steps, HardeningExamples examples) {

    Rows rows() {
        return new Rows(policy, config.microBatchTokens());
    }
}
