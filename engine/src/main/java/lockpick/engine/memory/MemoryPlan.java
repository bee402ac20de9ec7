package lockpick.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;

/**
 * What training takes of a device's memory, counted in bytes before it starts. Weights, gradients and the optimizer's state
 * are exact; activations are within a fifth.
 *
 * @param parameters numbers of the model
 * @param weights of the model, and of the adapter if there is one
 * @param gradients of what is trained
 * @param state of the optimizer
 * @param activations of the largest micro-batch
 * @param logits of its completion tokens, with their gradients
 * @param backward what gradients take on their way back through a block
 * @param step what an optimizer step takes beside its state, when all of a micro-batch is gone
 */
public record MemoryPlan(
        TrainingDemand demand,
        long parameters,
        long weights,
        long gradients,
        long state,
        long activations,
        long logits,
        long backward,
        long step) {

    private static final double GIB = 1L << 30;

    /** Pieces of FLOAT32 that an optimizer step computes BFLOAT16 weights with, and others. */
    private static final long PIECE = 4L << 25;

    private static final int NARROW_PIECES = 7;

    /** Counts. */
    public static MemoryPlan of(TrainingDemand demand) {
        long parameters =
                demand.architecture().specs().stream().mapToLong(Spec::count).sum();
        DType trainedType = demand.adapter().isPresent() ? DType.FLOAT32 : demand.dtype();
        long added = demand.adapter()
                .map(lora -> AdapterSize.parameters(demand.architecture(), lora))
                .orElse(0L);
        long trained = demand.adapter().isPresent() ? added : parameters;
        long pieces = trainedType == DType.BFLOAT16 ? NARROW_PIECES : 1;
        long piece = Math.min(PIECE, trained * DType.FLOAT32.bytes());
        return new MemoryPlan(
                demand,
                parameters,
                parameters * demand.dtype().bytes() + added * trainedType.bytes(),
                trained * trainedType.bytes(),
                trained * demand.optimizer().bytes(trainedType),
                ActivationMemory.of(demand),
                ActivationMemory.logits(demand),
                ActivationMemory.backward(demand),
                pieces * piece);
    }

    /** The most that is held at once. */
    public long total() {
        return weights + gradients + state + Math.max(pass(), step);
    }

    /** The most that a micro-batch takes. */
    long pass() {
        return activations + Math.max(logits, backward);
    }

    /**
     * As "6.7B: weights 12.6, gradients 12.6, Lion 12.6, activations 2.1, logits 0.2 of 80.0 GiB".
     *
     * @param available bytes of the device, where it tells
     */
    public String text(OptionalLong available) {
        String of = available.isPresent() ? " of " + gib(available.getAsLong()) : "";
        return size(parameters) + ": weights " + gib(weights) + ", gradients " + gib(gradients) + ", "
                + demand.optimizer().label + " " + gib(state) + ", activations " + gib(activations) + ", logits "
                + gib(logits) + of + " GiB";
    }

    /**
     * Refuses what would not fit.
     *
     * @param available bytes; where the system does not tell, nothing is refused
     * @throws MemoryException with the plan and what could be changed
     */
    public void check(OptionalLong available) {
        if (available.isEmpty() || total() <= available.getAsLong()) {
            return;
        }
        List<String> fits = new ArrayList<>();
        offer("checkpointing", demand.checkpointing(), available.getAsLong(), fits);
        smaller(demand, available.getAsLong()).ifPresent(fits::add);
        smaller(demand.checkpointing(), available.getAsLong()).ifPresent(text -> fits.add("checkpointing and " + text));
        LoraConfig lora = new LoraConfig(16, 16, List.of(LoraConfig.ALL_LINEAR));
        List<String> adapters = new ArrayList<>();
        offer("LoRA of rank 16", demand.with(lora), available.getAsLong(), adapters);
        offer("LoRA of rank 16 and checkpointing", demand.with(lora).checkpointing(), available.getAsLong(), adapters);
        throw new MemoryException("training does not fit into memory: it takes " + gib(total()) + " GiB ("
                + text(available) + "); "
                + (fits.isEmpty()
                        ? "no setting of this model's training fits: use a smaller model or a larger device"
                        : "this would fit: " + String.join(", or ", fits))
                + (adapters.isEmpty()
                        ? ""
                        : "; where an adapter can be trained in place of the weights, also "
                                + String.join(", or ", adapters)));
    }

    private static void offer(String what, TrainingDemand changed, long available, List<String> fits) {
        if (of(changed).total() <= available) {
            fits.add(what);
        }
    }

    /** Halves the micro-batch until it fits. */
    private static Optional<String> smaller(TrainingDemand demand, long available) {
        for (int tokens = demand.tokens() / 2; tokens >= 128; tokens /= 2) {
            if (of(demand.with(tokens)).total() <= available) {
                return Optional.of("micro-batches of " + tokens + " tokens");
            }
        }
        return Optional.empty();
    }

    private static String size(long parameters) {
        return parameters < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1fM", parameters / 1e6)
                : String.format(Locale.ROOT, "%.1fB", parameters / 1e9);
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIB);
    }
}
