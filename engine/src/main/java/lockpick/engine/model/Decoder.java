package lockpick.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.Block;
import lockpick.engine.nn.KvCache;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.LowRank;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Pass;
import lockpick.engine.nn.RotaryEmbedding;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A decoder-only transformer of any family. Owns its weights; close it to free them. */
public final class Decoder implements AutoCloseable {

    private final Architecture architecture;
    private final Parameters parameters;
    private Architecture.Parts parts;
    private Map<String, Linear> linears;
    private final @Nullable RotaryEmbedding rotary;

    /** A decoder over weights that hold all of the architecture's; takes them over. */
    public Decoder(Architecture architecture, Parameters parameters) {
        this.architecture = architecture;
        this.parameters = parameters;
        Weights weights = new Weights(parameters, Map.of());
        this.parts = architecture.assemble(weights);
        this.linears = withoutHead(weights.linears(), parts);
        float[] frequencies = architecture.rotaryFrequencies();
        Dimensions dimensions = architecture.dimensions();
        this.rotary = frequencies.length == 0
                ? null
                : new RotaryEmbedding(dimensions.headWidth(), frequencies, dimensions.maxTokens(), dtype(), device());
    }

    /** A FLOAT32 decoder on the processor whose weights are all zero. */
    public static Decoder blank(Architecture architecture) {
        return blank(architecture, DType.FLOAT32, Device.CPU);
    }

    /** A FLOAT32 decoder on the processor with random weights, the same for the same seed on every machine. */
    public static Decoder random(Architecture architecture, Seed seed) {
        return random(architecture, seed, DType.FLOAT32, Device.CPU);
    }

    /** A decoder whose weights are all zero, to be filled. */
    public static Decoder blank(Architecture architecture, DType dtype, Device device) {
        return new Decoder(architecture, new Parameters(dtype, device, architecture.specs()));
    }

    /** A decoder with random weights, the same for the same seed on every machine. */
    public static Decoder random(Architecture architecture, Seed seed, DType dtype, Device device) {
        return new Decoder(architecture, RandomWeights.of(architecture, seed, dtype, device));
    }

    /**
     * What the model makes of each token, after the last norm.
     *
     * @param ids token ids [B, T] INT64, on the model's device
     * @return [B, T, D]
     */
    public Tensor hidden(Tensor ids, Attention attention) {
        Pass pass = new Pass(attention, ids.size(1), rotary, architecture.window(), dtype(), device());
        Tensor x = parts.embedding().of(ids.transpose(0, 1), pass); // (T, B, D): all tokens of a position side by side
        for (Block block : parts.blocks()) {
            x = block.apply(x, pass);
        }
        return parts.norm().apply(x).transpose(0, 1);
    }

    /**
     * What the model has made of each token on the way, before any last norm: the residual stream behind some layers. No
     * further layer is computed.
     *
     * @param ids token ids [B, T] INT64, on the model's device
     * @param layers behind how many, from 0 (the embedding) to all of them, ascending
     * @return [B, T, D] for each of them
     */
    public List<Tensor> hiddenBehind(List<Integer> layers, Tensor ids, Attention attention) {
        Pass pass = new Pass(attention, ids.size(1), rotary, architecture.window(), dtype(), device());
        Tensor x = parts.embedding().of(ids.transpose(0, 1), pass);
        List<Tensor> behind = new ArrayList<>();
        int passed = 0;
        for (int layer : layers) {
            for (; passed < layer; passed++) {
                x = parts.blocks().get(passed).apply(x, pass);
            }
            behind.add(x.transpose(0, 1));
        }
        return behind;
    }

    /**
     * The rest of {@link #hidden}, from what {@link #hiddenBehind} some layers.
     *
     * @param behind [B, T, D]
     * @param layers that it has passed
     * @return [B, T, D], after the last norm
     */
    public Tensor hiddenFrom(Tensor behind, int layers, Attention attention) {
        Pass pass = new Pass(attention, behind.size(1), rotary, architecture.window(), dtype(), device());
        Tensor x = behind.transpose(0, 1);
        for (Block block : parts.blocks().subList(layers, parts.blocks().size())) {
            x = block.apply(x, pass);
        }
        return parts.norm().apply(x).transpose(0, 1);
    }

    /**
     * Only puts tokens' keys and values into a cache, which is less work than {@link #hidden}.
     *
     * @param ids token ids [B, T] INT64, on the model's device
     */
    public void fill(Tensor ids, Attention.Cached attention) {
        Pass pass = new Pass(attention, ids.size(1), rotary, architecture.window(), dtype(), device());
        Tensor x = parts.embedding().of(ids.transpose(0, 1), pass);
        int last = parts.blocks().size() - 1;
        for (Block block : parts.blocks().subList(0, last)) {
            x = block.apply(x, pass);
        }
        parts.blocks().get(last).store(x, pass);
    }

    /** As {@link #hidden}, for training, without keeping what happens inside the blocks. */
    public CheckpointedPass checkpointed(Tensor ids, Attention attention) {
        Pass pass = new Pass(attention, ids.size(1), rotary, architecture.window(), dtype(), device());
        return new CheckpointedPass(parts, ids.transpose(0, 1), pass);
    }

    /**
     * Scores of every next token.
     *
     * @param hidden [..., D]
     * @return [..., V]
     */
    public Tensor logits(Tensor hidden) {
        return parts.head().apply(hidden);
    }

    /** What turns the last norm's results into {@link #logits}. */
    public Linear head() {
        return parts.head();
    }

    /** Every linear layer but the head, by its name: that of its weight without ".weight". */
    public Map<String, Linear> linears() {
        return Collections.unmodifiableMap(linears);
    }

    /**
     * From now on these linear layers, and no others, have a product beside them. Not while another thread uses the model.
     *
     * @param adapters by the names of {@link #linears}; their matrices live as long as they are used here
     */
    public void adapt(Map<String, LowRank> adapters) {
        Weights weights = new Weights(parameters, adapters);
        parts = architecture.assemble(weights);
        linears = withoutHead(weights.linears(), parts);
    }

    /**
     * Adds a vector to the residual stream at every token, read or written, until what is returned is closed. Not while another
     * thread uses the model.
     *
     * @param layers behind how many, from 1 to all
     * @param vector [D], of the model's element type and on its device; lives as long as it is used here
     */
    public Steered steered(int layers, Tensor vector) {
        List<Block> blocks = new ArrayList<>(parts.blocks());
        blocks.set(layers - 1, blocks.get(layers - 1).plus(vector));
        return new Steered(new Architecture.Parts(parts.embedding(), blocks, parts.norm(), parts.head()));
    }

    /** A stretch of code in which this decoder is steered; close one before what was opened ahead of it. */
    public final class Steered implements AutoCloseable {

        private final Architecture.Parts before = parts;
        private final Architecture.Parts during;

        private Steered(Architecture.Parts during) {
            this.during = during;
            parts = during;
        }

        /** The decoder computes as it did before, bit for bit. */
        @Override
        public void close() {
            if (parts != during) {
                throw new IllegalStateException("the decoder was steered or adapted anew and not set back since");
            }
            parts = before;
        }
    }

    private static Map<String, Linear> withoutHead(Map<String, Linear> linears, Architecture.Parts parts) {
        Map<String, Linear> others = new LinkedHashMap<>(linears);
        others.values().removeIf(linear -> linear == parts.head());
        return others;
    }

    /** An empty cache that fits this model. */
    public KvCache newCache(int slots, int capacity) {
        Dimensions dimensions = architecture.dimensions();
        return new KvCache(
                dimensions.layers(),
                slots,
                capacity,
                dimensions.keyValueHeads(),
                dimensions.headWidth(),
                dtype(),
                device());
    }

    public Architecture architecture() {
        return architecture;
    }

    public Parameters parameters() {
        return parameters;
    }

    public int vocabulary() {
        return architecture.dimensions().vocabulary();
    }

    /** Most tokens a row may have. */
    public int maxTokens() {
        return architecture.dimensions().maxTokens();
    }

    public DType dtype() {
        return parameters.values().dtype();
    }

    public Device device() {
        return parameters.values().device();
    }

    @Override
    public void close() {
        if (rotary != null) {
            rotary.close();
        }
        parameters.close();
    }
}
