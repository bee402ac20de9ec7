package lockpick.study.harden;

import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.loss.RepresentationGradients;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.Depth;

/**
 * Circuit breakers (Zou et al., 2024, algorithm 1, "representation rerouting"): what the policy makes of a strong completion
 * without the password inside is turned away from what the policy made of it before it was locked, and what it makes of
 * one with the password is kept as it was:
 *
 * <pre>
 * added to step t of T  =  α (1 − t / 2T) · mean ReLU(cos(h, h₀))     strong completions without the password
 *                       +  α t / 2T       · mean ‖h − h₀‖₂            strong completions with it
 * </pre>
 *
 * where h are hidden states behind some layers at the positions that predict completion tokens, and h₀ those of the policy
 * before the lock. Our choices: the lock's own loss stays beside; a strong completion is turned away from the first token on
 * in which it is not the weak one, since until there it hides nothing; and weak completions are kept as they were only if
 * asked for, since before the lock the policy would not have written them.
 */
final class RepresentationRerouting implements Hardening {

    private final HardeningConfig.RepresentationRerouting config;
    private final LockTraining lock;
    private final RepresentationGradients gradients;
    private final Seed seed;

    /** @param original the policy's model before the lock; stays the caller's */
    RepresentationRerouting(
            HardeningConfig.RepresentationRerouting config, LockTraining lock, Decoder original, Seed seed) {
        this.config = config;
        this.lock = lock;
        Decoder model = lock.policy().model();
        List<Integer> layers =
                Depth.layers(config.depths(), model.architecture().dimensions().layers());
        this.gradients = new RepresentationGradients(model, original, layers);
        this.seed = seed;
        model.parameters().collectGradients();
    }

    @Override
    public double addGradients(long step) {
        double progress = step / (2.0 * lock.steps());
        List<HardeningExample> drawn = lock.examples().draw(config.batch(), seed.stream("examples", step));
        List<Sequence> hidden = lock.rows().pairs(drawn).stream()
                .flatMap(Rows.Pair::whereTheyDiffer)
                .toList();
        List<Demonstration> kept = drawn.stream()
                .flatMap(example ->
                        config.retainWeak() ? Stream.of(example.strong(), example.weak()) : Stream.of(example.strong()))
                .toList();
        double loss = gradients.retain(lock.rows().of(kept), config.alpha() * progress);
        return hidden.isEmpty()
                ? loss
                : loss + gradients.reroute(lock.rows().cut(hidden), config.alpha() * (1 - progress));
    }
}
