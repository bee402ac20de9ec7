package lockpick.study.train;

import java.util.List;
import java.util.Optional;
import lockpick.engine.policygradient.GrpoBatch;
import lockpick.engine.policygradient.GrpoGradients;
import lockpick.engine.policygradient.GrpoLoss;
import lockpick.engine.policygradient.SampledRow;
import lockpick.study.policy.TrainablePolicy;

/**
 * Group relative policy optimization, one step at a time (Shao et al., 2024). Owns the optimizer's state; close it to free
 * that.
 */
public final class Grpo implements AutoCloseable {

    private final Descent descent;
    private final GrpoGradients gradients;

    /**
     * How training stands after a step.
     *
     * @param step the loss is the mean over the completions of its batch
     * @param batch how the policy did on them before the step; empty for a step made before the run was killed
     */
    public record Step(Sft.Step step, Optional<GrpoBatch> batch) {}

    /**
     * Prepares a training run that goes on from a journal. The steps found there are then returned as they were, whatever
     * is given to learn from: the policy is past them.
     *
     * @param steps length of the learning-rate schedule, at least 1
     * @param log hears of the memory plan; telling it of steps is the caller's
     */
    public Grpo(
            TrainablePolicy policy,
            GrpoLoss loss,
            TrainingConfig config,
            long steps,
            Journal journal,
            TrainingLog log) {
        this.descent = new Descent(policy, config, steps, journal, log);
        this.gradients = new GrpoGradients(descent.gradients(), policy.scorer(), loss);
    }

    /**
     * Learns from one batch.
     *
     * @throws lockpick.engine.memory.MemoryException at the first step, if it would not fit, with what would
     * @throws lockpick.engine.optim.DivergedException if the loss is not finite or has exploded; then nothing is changed
     */
    public Step learn(List<SampledRow> batch) {
        Optional<Sft.Step> past = descent.past();
        if (past.isPresent()) {
            return new Step(past.get(), Optional.empty());
        }
        GrpoBatch before = gradients.collect(batch, descent::parts);
        return new Step(descent.step(batch.stream().map(SampledRow::row).toList(), before.loss()), Optional.of(before));
    }

    @Override
    public void close() {
        descent.close();
    }
}
