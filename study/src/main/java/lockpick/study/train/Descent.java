package lockpick.study.train;

import java.util.List;
import java.util.Locale;
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
import lockpick.engine.optim.DivergedException;
import lockpick.engine.optim.LearningRate;
import lockpick.engine.optim.Lion;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.AvailableMemory;
import lockpick.study.policy.TrainablePolicy;

/**
 * What is the same whatever a policy learns from: an optimizer and its learning rates, a batch's parts, the memory plan, and
 * the journal. Each step is {@link #past} or else gradients of {@link #parts} and then {@link #step}. Owns the optimizer's
 * state; close it to free that.
 */
final class Descent implements AutoCloseable {

    // A loss that only a ruined policy has, when it has grown from the first step's as well.
    private static final double RUINED = 20; // nats
    private static final double GROWN = 10;

    private final TrainablePolicy policy;
    private final Optimizer optimizer;
    private final LearningRate learningRate;
    private final CompletionGradients gradients;
    private final OptimizerState optimizerState;
    private final int microBatchTokens;
    private final Journal journal;
    private final TrainingLog log;
    private final List<Sft.Step> past; // made before the run was killed
    private boolean planned;
    private long step;
    private long sequences;
    private long tokens;
    private double firstLoss = Double.NaN;

    /** @param steps length of the learning-rate schedule, at least 1 */
    Descent(TrainablePolicy policy, TrainingConfig config, long steps, Journal journal, TrainingLog log) {
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
                        policy.trained(), new AdamW.Settings(0.9, 0.98, 1e-8, config.weightDecay(), config.clipNorm()));
            case LION ->
                new Lion(policy.trained(), new Lion.Settings(0.9, 0.99, config.weightDecay(), config.clipNorm()));
        };
        long warmup = Math.min(config.warmupSteps(), steps / 10);
        this.learningRate = switch (config.schedule()) {
            case CONSTANT -> new LearningRate.Constant(config.learningRate(), warmup);
            case COSINE -> new LearningRate.Cosine(config.learningRate(), warmup, steps);
            case LINEAR -> new LearningRate.Linear(config.learningRate(), warmup, steps);
        };
        this.journal = journal;
        this.log = log;
        this.past = journal.resume(policy.trained(), optimizer);
    }

    CompletionGradients gradients() {
        return gradients;
    }

    /** The next step, where it was made before the run was killed: the policy is past it, whatever it would learn from. */
    Optional<Sft.Step> past() {
        return step < past.size() ? Optional.of(made(past.get((int) step))) : Optional.empty();
    }

    /**
     * Cuts the rows of a step into parts that go through the model at once. Those of the first step are compared with the
     * memory there is, before any of it is taken for them; the weights are there already.
     *
     * @throws lockpick.engine.memory.MemoryException with what would fit
     */
    MicroBatches parts(List<Sequence> rows) {
        MicroBatches parts = microBatchTokens == 0 ? MicroBatches.whole(rows) : MicroBatches.of(rows, microBatchTokens);
        if (!planned) {
            planMemory(parts.parts().getFirst());
            planned = true;
        }
        return parts;
    }

    private void planMemory(List<Sequence> largest) {
        int width = largest.stream().mapToInt(row -> row.tokens().length).max().orElseThrow();
        Decoder model = policy.model();
        MemoryPlan plan = MemoryPlan.of(new TrainingDemand(
                model.architecture(),
                model.dtype(),
                optimizerState,
                policy.adapter(),
                gradients.checkpointed(),
                width * largest.size(),
                largest.stream().mapToInt(Sequence::targets).sum()));
        AvailableMemory.giveBack();
        OptionalLong left = AvailableMemory.of(model.device());
        OptionalLong available = left.isPresent() ? OptionalLong.of(left.getAsLong() + plan.weights()) : left;
        log.planned(plan.text(available));
        plan.check(available);
    }

    /**
     * Goes down the gradients at hand.
     *
     * @param rows that they are of
     * @param loss of these rows before the step
     * @throws DivergedException if that is not finite or has exploded, or the gradients are not finite; then the step is
     *     not made, and the journal goes on from what it kept before
     */
    Sft.Step step(List<Sequence> rows, double loss) {
        double rate = learningRate.at(step);
        requireSound(loss, rate);
        double norm = optimizer.step(rate);
        long read = rows.stream().mapToInt(row -> row.tokens().length).sum();
        Sft.Step made = made(new Sft.Step(step + 1, sequences + rows.size(), tokens + read, loss, rate, norm));
        journal.made(made, policy.trained(), optimizer);
        return made;
    }

    private void requireSound(double loss, double rate) {
        boolean exploded = loss > RUINED && loss > GROWN * firstLoss;
        if (!Double.isFinite(loss) || exploded) {
            String first = step == 0 ? "" : " (" + nats(firstLoss) + " at the first step)";
            throw new DivergedException("step " + (step + 1) + ": the loss of its batch is " + nats(loss) + first
                    + ", so the step was not made and the weights are those of the step before; lower the learning rate,"
                    + " which is " + rate + " here, lengthen its warm-up, or clip gradients to a smaller norm");
        }
    }

    private static String nats(double loss) {
        return Double.isFinite(loss) ? String.format(Locale.ROOT, "%.3g nats", loss) : String.valueOf(loss);
    }

    /** Steps made so far. */
    long made() {
        return step;
    }

    private Sft.Step made(Sft.Step made) {
        if (made.step() == 1) {
            firstLoss = made.loss();
        }
        step = made.step();
        sequences = made.sequences();
        tokens = made.tokens();
        return made;
    }

    @Override
    public void close() {
        journal.ended();
        optimizer.close();
    }
}
