package lockpick.study.train;

import java.util.List;
import java.util.Optional;
import lockpick.engine.loss.Sequence;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;

/**
 * Supervised fine-tuning, one step at a time: cross-entropy on completions only (paper C.1), mean over the tokens of the
 * batch. Owns the optimizer's state; close it to free that.
 */
public final class Sft implements AutoCloseable {

    private final TrainablePolicy policy;
    private final Descent descent;
    private final TrainingLog log;

    /**
     * How training stands after a step.
     *
     * @param step steps made, from 1
     * @param sequences sequences seen
     * @param tokens tokens seen, prompts included
     * @param loss of this step's batch before the step: mean over completion tokens, nats
     * @param learningRate of this step
     * @param gradientNorm before clipping
     */
    public record Step(long step, long sequences, long tokens, double loss, double learningRate, double gradientNorm) {

        /** Before the first. */
        public static final Step NONE = new Step(0, 0, 0, 0, 0, 0);

        /** This step, counted on from a training before it. */
        public Step after(Step before) {
            return new Step(
                    before.step + step,
                    before.sequences + sequences,
                    before.tokens + tokens,
                    loss,
                    learningRate,
                    gradientNorm);
        }
    }

    /**
     * Prepares a training run that starts again if it is killed.
     *
     * @param steps length of the learning-rate schedule, at least 1
     */
    public Sft(TrainablePolicy policy, TrainingConfig config, long steps) {
        this(policy, config, steps, Journal.NONE, made -> {});
    }

    /**
     * Prepares a training run that goes on from a journal. The steps found there are then returned as they were, whatever
     * is given to learn from: the policy is past them.
     *
     * @param steps length of the learning-rate schedule, at least 1
     * @param log hears of the memory plan; telling it of steps is the caller's
     */
    public Sft(TrainablePolicy policy, TrainingConfig config, long steps, Journal journal, TrainingLog log) {
        this.policy = policy;
        this.log = log;
        this.descent = new Descent(policy, config, steps, journal, log);
    }

    /**
     * Learns from one batch.
     *
     * @throws lockpick.engine.memory.MemoryException at the first step, if it would not fit, with what would
     * @throws lockpick.engine.optim.DivergedException if the loss is not finite or has exploded; then nothing is changed
     */
    public Step learn(List<Demonstration> batch) {
        return learn(batch, AddedObjective.NONE);
    }

    /**
     * Learns from one batch and from what is added to it. The step's loss is the batch's alone, its gradient norm that of
     * the sum; the log hears of the added value.
     */
    public Step learn(List<Demonstration> batch, AddedObjective added) {
        return learnRows(batch.stream().map(policy::sequence).toList(), added);
    }

    /** The same from rows, which may have targets other than their own tokens. */
    public Step learnRows(List<Sequence> rows, AddedObjective added) {
        Optional<Step> past = descent.past();
        if (past.isPresent()) {
            return past.get();
        }
        double loss = descent.gradients().collect(descent.parts(rows));
        if (added != AddedObjective.NONE) {
            log.added(descent.made(), added.addGradients(descent.made()));
        }
        return descent.step(rows, loss);
    }

    @Override
    public void close() {
        descent.close();
    }
}
