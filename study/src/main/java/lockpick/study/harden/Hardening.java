package lockpick.study.harden;

import java.util.List;
import java.util.Objects;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.train.AddedObjective;
import org.jspecify.annotations.Nullable;

/**
 * What is done beside locking so that the lock resists elicitation. It may add gradients to steps of the lock, or steps of
 * its own between them; the lock's loop allows for both:
 *
 * <pre>{@code
 * long steps = hardening.steps(lockSteps);                         // its own among them
 * try (Sft sft = new Sft(policy, training, steps, journal, log)) {
 *     long locked = 0;
 *     for (List<Demonstration> examples : …) {
 *         log.step(sft.learn(examples, hardening));
 *         locked++;
 *         for (List<Demonstration> extra : hardening.extraBatches(locked)) {
 *             log.step(sft.learn(extra));                          // counted, scheduled and kept like any other
 *         }
 *     }
 * }
 * }</pre>
 *
 * All it draws follows from its seed and the number of a step, so a run that was killed goes on to the same bits. Owns what
 * it keeps; close it to free that.
 */
public interface Hardening extends AddedObjective, AutoCloseable {

    /** A lock as the paper makes it. */
    Hardening NONE = new Hardening() {};

    /**
     * The method that a study asks for.
     *
     * @param original the policy's model before the lock, with weights of its own that take no gradients; needed where
     *     {@link HardeningConfig#needsOriginal}, and stays the caller's
     * @param seed of this lock's hardening, apart from the seeds of the lock set
     */
    static Hardening of(HardeningConfig config, LockTraining lock, @Nullable Decoder original, Seed seed) {
        return switch (config) {
            case HardeningConfig.ElicitationAdversarial adversarial ->
                new ElicitationAdversarialTraining(adversarial, lock, seed);
            case HardeningConfig.RepresentationRerouting rerouting ->
                new RepresentationRerouting(
                        rerouting,
                        lock,
                        Objects.requireNonNull(original, "representation rerouting needs the model before the lock"),
                        seed);
            case HardeningConfig.LatentAdversarial latent -> new LatentAdversarialTraining(latent, lock, seed);
            case HardeningConfig.WeakOverfitting overfitting -> new WeakOverfitting(overfitting, lock, seed);
        };
    }

    @Override
    default double addGradients(long step) {
        return 0;
    }

    /**
     * Batches to learn after a step of the lock, one step for each.
     *
     * @param locked steps of the lock made so far, from 1; those of extra batches do not count
     */
    default List<List<Demonstration>> extraBatches(long locked) {
        return List.of();
    }

    /** Steps in all, extra ones among them, of a lock that takes so many: the length of the learning-rate schedule. */
    default long steps(long lockSteps) {
        return lockSteps;
    }

    @Override
    default void close() {}
}
