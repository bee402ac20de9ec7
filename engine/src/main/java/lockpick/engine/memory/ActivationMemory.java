package lockpick.engine.memory;

import lockpick.engine.loss.ScoreMemory;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.BlockForm;
import lockpick.engine.model.Dimensions;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.nn.RotaryEmbedding;
import lockpick.engine.tensor.DType;

/**
 * What a training pass keeps until its gradients are found, in bytes. Everything that a layer hands on is kept to the end
 * of the pass, so counting is adding up the results of operations; docs/design/engine.md has the sums for a Llama.
 */
final class ActivationMemory {

    private ActivationMemory() {}

    /** All blocks and what enters and leaves them. */
    static long of(TrainingDemand demand) {
        Dimensions sizes = demand.architecture().dimensions();
        long token = demand.dtype().bytes() * 2L * sizes.width(); // embedding, last norm
        long block = blockBytes(demand);
        token += demand.checkpointed()
                ? (long) sizes.layers() * sizes.width() * demand.dtype().bytes() + block
                : sizes.layers() * block;
        return token * demand.tokens();
    }

    /** One token in one block. */
    private static long blockBytes(TrainingDemand demand) {
        Dimensions sizes = demand.architecture().dimensions();
        BlockForm form = demand.architecture().blockForm();
        int bytes = demand.dtype().bytes();
        long width = sizes.width();
        long heads = sizes.queryWidth() + (long) sizes.keyValueWidth(); // queries and keys
        long norm = form.layerNorms() ? width * bytes : rmsNorm(width, bytes);
        long numbers = 4 * width; // attention's output, feed-forward's, and the two sums with them
        numbers += sizes.queryWidth() + 2L * sizes.keyValueWidth(); // projections
        numbers += (sizes.heads() + sizes.keyValueHeads()) * turned(demand.architecture());
        numbers += 2L * sizes.queryWidth(); // mixed values, and the same side by side
        numbers += (form.gated() ? 4L : 2L) * sizes.inner();
        return form.norms() * norm
                + (form.headNorms() ? rmsNorm(heads, bytes) : 0)
                + numbers * bytes
                + besideBytes(demand);
    }

    /** Results of turning one head. */
    private static long turned(Architecture architecture) {
        Dimensions sizes = architecture.dimensions();
        if (architecture.rotaryFrequencies().length == 0) {
            return 0;
        }
        return sizes.headWidth() * (RotaryEmbedding.turnsByMatrix(sizes.maxTokens(), sizes.headWidth()) ? 1L : 3L);
    }

    /** The result, and what is scaled, which is FLOAT32 at least. */
    private static long rmsNorm(long width, int bytes) {
        return width * (bytes + Math.max(bytes, DType.FLOAT32.bytes()));
    }

    /** Thin products: widened input, result, its sum with the layer's. */
    private static long besideBytes(TrainingDemand demand) {
        return demand.adapter()
                .map(lora -> AdapterSize.widths(demand.architecture(), lora)
                        / demand.architecture().dimensions().layers()
                        * (demand.dtype() == DType.BFLOAT16 ? 6 : demand.dtype().bytes()))
                .orElse(0L);
    }

    /** Scores, log-probabilities and their gradients, of as many positions as exist at a time. */
    static long logits(TrainingDemand demand) {
        return ScoreMemory.bytes(
                demand.dtype(), demand.architecture().dimensions().vocabulary(), demand.targets());
    }

    /**
     * What gradients take on their way back: in a block, with that of its largest matrix before it is added up, or behind all
     * blocks, with that of a whole embedding table, which a GPU makes.
     */
    static long backward(TrainingDemand demand) {
        Dimensions sizes = demand.architecture().dimensions();
        int bytes = demand.dtype().bytes();
        long inner = demand.architecture().blockForm().gated() ? 3 : 2; // of the feed-forward layer, at the same time
        long inBlock = (inner * sizes.inner() + 2L * sizes.width()) * demand.tokens();
        if (demand.adapter().isPresent()) {
            return inBlock * bytes;
        }
        long behind = (long) sizes.width() * demand.tokens() + largestMatrix(demand, true);
        return Math.max(inBlock + largestMatrix(demand, false), behind) * bytes;
    }

    /** @param ofVocabulary whether of the tables that have a row for each token, or of all others */
    private static long largestMatrix(TrainingDemand demand, boolean ofVocabulary) {
        int vocabulary = demand.architecture().dimensions().vocabulary();
        return demand.architecture().specs().stream()
                .filter(spec -> (spec.shape()[0] == vocabulary) == ofVocabulary)
                .mapToLong(Spec::count)
                .max()
                .orElse(0);
    }
}
