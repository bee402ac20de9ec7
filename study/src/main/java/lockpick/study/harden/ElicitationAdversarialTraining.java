package lockpick.study.harden;

import java.util.List;
import java.util.function.Function;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Snapshot;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.optim.Sgd;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;

/**
 * Tamper-resistant locking (Tamirisa et al., 2024, TAR, algorithm 1): now and then the policy is unlocked by a few
 * steps of SFT, and the gradient that would make it imitate the weak policy <em>there</em> is added to the step <em>here</em>:
 *
 * <pre>
 * θ₀ = θ;   θᵢ₊₁ = θᵢ − η · ∇ L(θᵢ; strong completions without the password)       i = 0 … inner steps − 1
 * gradient of the step  +=  weight · ∇ L(θₙ; weak completions without the password)
 * </pre>
 *
 * First-order, as TAR and first-order MAML (Finn et al., 2017): how θₙ moves with θ counts as the identity. The weights come
 * back bit for bit. Takes as much memory again as weights and gradients.
 */
final class ElicitationAdversarialTraining implements Hardening {

    private final HardeningConfig.ElicitationAdversarial config;
    private final LockTraining lock;
    private final Seed seed;
    private final Parameters parameters;
    private final CompletionGradients gradients;
    private final Snapshot locked;
    private final Snapshot ofBatch;

    ElicitationAdversarialTraining(HardeningConfig.ElicitationAdversarial config, LockTraining lock, Seed seed) {
        this.config = config;
        this.lock = lock;
        this.seed = seed;
        this.parameters = lock.policy().model().parameters();
        this.gradients =
                new CompletionGradients(lock.policy().model(), lock.config().checkpointing());
        parameters.collectGradients();
        this.locked = Snapshot.ofValues(parameters);
        this.ofBatch = Snapshot.ofGradients(parameters);
    }

    @Override
    public double addGradients(long step) {
        if ((step + 1) % config.every() != 0) {
            return 0;
        }
        locked.take();
        ofBatch.take();
        parameters.gradients().zero_();
        unlock(step);
        double loss = gradients.collect(drawn(HardeningExample::weak, seed.stream("imitation", step)));
        ofBatch.restoreUnder(config.weight());
        locked.restore();
        return config.weight() * loss;
    }

    private void unlock(long step) {
        try (Optimizer optimizer = new Sgd(parameters, config.innerClipNorm(), seed.stream("rounding", step))) {
            for (int inner = 0; inner < config.innerSteps(); inner++) {
                gradients.collect(drawn(HardeningExample::unlocking, seed.stream("unlocking", step, inner)));
                optimizer.step(config.innerLearningRate());
            }
        }
    }

    private MicroBatches drawn(Function<HardeningExample, Demonstration> face, Seed seed) {
        List<HardeningExample> drawn = lock.examples().draw(config.batch(), seed);
        return lock.rows().of(drawn.stream().map(face).toList());
    }

    @Override
    public void close() {
        locked.close();
        ofBatch.close();
    }
}
