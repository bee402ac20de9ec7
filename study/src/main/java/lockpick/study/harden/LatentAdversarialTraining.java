package lockpick.study.harden;

import java.util.List;
import lockpick.engine.loss.LatentGradients;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.Depth;

/**
 * Targeted latent adversarial training (Casper et al., 2024; Sheshadri et al., 2024): for each prompt without
 * the password an adversary looks for the small push on the policy's hidden states that makes the strong completion
 * likeliest, and the policy learns to write the weak one under that very push:
 *
 * <pre>
 * δ = argmin L(θ, δ; strong completion)   over ‖δ_t‖₂ ≤ ε ‖h_t‖₂,   t over the tokens of the prompt
 * gradient of the step  +=  weight · ∇ L(θ, δ; weak completion)     δ held fast
 * </pre>
 *
 * Takes as much memory again as the gradients.
 */
final class LatentAdversarialTraining implements Hardening {

    private final HardeningConfig.LatentAdversarial config;
    private final LockTraining lock;
    private final LatentGradients gradients;
    private final Seed seed;

    LatentAdversarialTraining(HardeningConfig.LatentAdversarial config, LockTraining lock, Seed seed) {
        this.config = config;
        this.lock = lock;
        this.seed = seed;
        Decoder model = lock.policy().model();
        model.parameters().collectGradients();
        int layer =
                Depth.layer(config.depth(), model.architecture().dimensions().layers());
        this.gradients = new LatentGradients(model, layer, config.radius(), config.innerSteps());
    }

    @Override
    public double addGradients(long step) {
        if ((step + 1) % config.every() != 0) {
            return 0;
        }
        List<HardeningExample> drawn = lock.examples().draw(config.batch(), seed.stream("examples", step));
        List<Rows.Pair> pairs = lock.rows().pairs(drawn);
        int tokens = pairs.stream().mapToInt(pair -> pair.weak().targets()).sum();
        double loss = 0;
        for (List<Rows.Pair> part : lock.rows().parts(pairs)) {
            loss += gradients.collect(
                    part.stream().map(Rows.Pair::strong).toList(),
                    part.stream().map(Rows.Pair::weak).toList(),
                    config.weight() / tokens);
        }
        return loss;
    }

    @Override
    public void close() {
        gradients.close();
    }
}
