package lockpick.engine.optim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/** Parameters as a step changes them, piece by piece. Owns the master weights if there are any. */
final class TrainedWeights implements AutoCloseable {

    private final Parameters parameters;
    private final WideBuffer values;
    private final TensorScope memory = TensorScope.owner();
    private final @Nullable Tensor master;

    TrainedWeights(Parameters parameters, WeightRounding rounding, Seed seed) {
        this.parameters = parameters;
        this.values = new WideBuffer(parameters.values(), seed.stream("weights"));
        parameters.collectGradients();
        boolean narrow = parameters.values().dtype() == DType.BFLOAT16;
        try (var scope = TensorScope.open()) {
            master = narrow && rounding == WeightRounding.MASTER_WEIGHTS
                    ? memory.keep(parameters.values().to(DType.FLOAT32))
                    : null;
        }
    }

    /** Every number of the parameters, cut into pieces. */
    List<Piece> pieces() {
        return Piece.of(parameters);
    }

    /** Weights to change. */
    Tensor read(Piece piece) {
        return master == null ? values.read(piece) : piece.in(master);
    }

    /** The gradients of these weights, to be read or scaled. */
    Tensor gradients(Piece piece) {
        return WideBuffer.wide(piece.in(parameters.gradients()));
    }

    /** Stores weights that were read and changed. */
    void write(Piece piece, Tensor changed, long step) {
        if (master == null) {
            values.write(piece, changed, step);
        } else {
            piece.in(parameters.values()).copy_(changed);
        }
    }

    /** This state, and the master weights if there are any. */
    Map<String, Tensor> withMaster(Map<String, Tensor> state) {
        Map<String, Tensor> all = new TreeMap<>(state);
        if (master != null) {
            all.put("master_weights", master);
        }
        return all;
    }

    @Override
    public void close() {
        memory.close();
    }
}
