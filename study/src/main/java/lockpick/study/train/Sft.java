package lockpick.study.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.memory.MemoryPlan;
import lockpick.engine.memory.TrainingDemand;
import lockpick.engine.memory.TrainingDemand.OptimizerState;
import lockpick.engine.model.Decoder;
import lockpick.engine.optim.AdamW;
import lockpick.engine.optim.LearningRate;
import lockpick.engine.optim.Lion;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.AvailableMemory;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;

/**
 * Supervised fine-tuning, one step at a time: cross-entropy on completions only (paper C.1), mean over the tokens of the
 * batch. Owns the optimizer's state; close it to free that.
 */
public final class Sft implements AutoCloseable {

    private final TrainablePolicy policy;
    private final Optimizer optimizer;
    private final LearningRate learningRate;
    private final CompletionGradients gradients;
    private final OptimizerState optimizerState;
    private final int microBatchTokens;
    private final Journal journal;
    private final TrainingLog log;
    private final List<Step> past; // made before the run was killed
    private long step;
    private long sequences;
    private long tokens;

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
    public record Step(long step, long sequences, long tokens, double loss, double learningRate, double gradientNorm) {}

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
        this.gradients = new CompletionGradients(policy.model(), config.checkpointing());
        this.optimizerState = switch (config.optimizer()) {
            case ADAMW -> OptimizerState.ADAMW;
            case LION -> OptimizerState.LION;
        };
        this.microBatchTokens = config.microBatchTokens();
        this.optimizer = switch (config.optimizer()) {
            case ADAMW ->
                new AdamW(
                        policy.model().parameters(),
                        new AdamW.Settings(0.9, 0.98, 1e-8, config.weightDecay(), config.clipNorm()));
            case LION ->
                new Lion(
                        policy.model().parameters(),
                        new Lion.Settings(0.9, 0.99, config.weightDecay(), config.clipNorm()));
        };
        long warmup = Math.min(config.warmupSteps(), steps / 10);
        this.learningRate = switch (config.schedule()) {
            case CONSTANT -> new LearningRate.Constant(config.learningRate(), warmup);
            case COSINE -> new LearningRate.Cosine(config.learningRate(), warmup, steps);
            case LINEAR -> new LearningRate.Linear(config.learningRate(), warmup, steps);
        };
        this.journal = journal;
        this.log = log;
        this.past = journal.resume(policy.model().parameters(), optimizer);
    }

    /** Learns from one batch. */
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
        if (step < past.size()) {
            return made(past.get((int) step));
        }
        double rate = learningRate.at(step);
        MicroBatches batches =
                microBatchTokens == 0 ? MicroBatches.whole(rows) : MicroBatches.of(rows, microBatchTokens);
        if (step == past.size()) {
            planMemory(batches);
        }
        double loss = gradients.collect(batches);
        if (added != AddedObjective.NONE) {
            log.added(step, added.addGradients(step));
        }
        double norm = optimizer.step(rate);
        long read = rows.stream().mapToInt(row -> row.tokens().length).sum();
        Step made = made(new Step(step + 1, sequences + rows.size(), tokens + read, loss, rate, norm));
        journal.made(made, policy.model().parameters(), optimizer);
        return made;
    }

    private Step made(Step made) {
        step = made.step();
        sequences = made.sequences();
        tokens = made.tokens();
        return made;
    }

    /**
     * Refuses what would not fit, before any memory for the first batch is taken; the weights are there already.
     *
     * @throws lockpick.engine.memory.MemoryException with what would fit
     */
    private void planMemory(MicroBatches batches) {
        List<Sequence> largest = batches.parts().getFirst();
        int width = largest.stream().mapToInt(row -> row.tokens().length).max().orElseThrow();
        Decoder model = policy.model();
        MemoryPlan plan = MemoryPlan.of(new TrainingDemand(
                model.architecture(),
                model.dtype(),
                optimizerState,
                Optional.empty(),
                gradients.checkpointed(),
                width * largest.size(),
                largest.stream()
                        .mapToInt(row -> row.tokens().length - row.completionStart())
                        .sum()));
        AvailableMemory.giveBack();
        OptionalLong left = AvailableMemory.of(model.device());
        OptionalLong available = left.isPresent() ? OptionalLong.of(left.getAsLong() + plan.weights()) : left;
        log.planned(plan.text(available));
        plan.check(available);
    }

    @Override
    public void close() {
        journal.ended();
        optimizer.close();
    }
}
