package lockpick.engine.model;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.nn.Block;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.Norm;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.nn.Pass;
import lockpick.engine.tensor.Tensor;

/** What a config.json says of a model: its sizes, its weights by name, and how they make a decoder. One for each family. */
public interface Architecture {

    /** The config.json, which is kept so that a model is saved with every key that it came with. */
    ConfigJson config();

    Dimensions dimensions();

    /** Radians a position by which head dimensions turn; empty where positions are not turned into heads. */
    float[] rotaryFrequencies();

    /** Tokens that each token sees, itself included; 0 for all before it. */
    default int window() {
        return 0;
    }

    BlockForm blockForm();

    /** Names, as in the family's checkpoints, and shapes of all weights. */
    List<Spec> specs();

    /** The weight that a checkpoint stores under a name; empty if it is something that a model does not need. */
    Optional<String> weightStoredAs(String name);

    /** Standard deviation of a matrix's first random values. */
    default double firstSpread(String matrix) {
        return 0.02;
    }

    /** First value of a norm's scale: the one that changes nothing. */
    default double firstNorm() {
        return 1;
    }

    /** A decoder's parts, over weights that hold all {@link #specs()}. */
    Parts assemble(Weights weights);

    /** As many blocks as there are layers. */
    default List<Block> blocks(IntFunction<Block> ofLayer) {
        return IntStream.range(0, dimensions().layers()).mapToObj(ofLayer).toList();
    }

    /**
     * The parts of a decoder.
     *
     * @param embedding turns token ids [T, B] into [T, B, D]
     * @param head turns [..., D] into scores [..., V]
     */
    record Parts(Embedding embedding, List<Block> blocks, Norm norm, Linear head) {}

    /** What enters the first block. */
    @FunctionalInterface
    interface Embedding {

        /** [T, B] → [T, B, D]. */
        Tensor of(Tensor ids, Pass pass);
    }
}
