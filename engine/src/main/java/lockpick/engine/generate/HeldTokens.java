package lockpick.engine.generate;

import java.util.Arrays;
import java.util.stream.IntStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Which tokens each row's prompt and completion hold, and the penalty on writing one of them again. */
final class HeldTokens implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final int vocabulary;
    private final Tensor held; // (rows, V) BOOL

    HeldTokens(Decoder model, int rows) {
        this.vocabulary = model.vocabulary();
        try (var scope = TensorScope.open()) {
            held = memory.keep(Tensor.zeros(DType.BOOL, model.device(), rows, vocabulary));
        }
    }

    /** A row now holds these tokens only. */
    void reset(int row, int[] tokens) {
        try (var scope = TensorScope.open()) {
            held.select(0, row).zero_();
        }
        mark(Arrays.stream(tokens)
                .mapToLong(token -> (long) row * vocabulary + token)
                .toArray());
    }

    /** Every row has one more token. */
    void add(long[] tokens) {
        mark(IntStream.range(0, tokens.length)
                .mapToLong(row -> (long) row * vocabulary + tokens[row])
                .toArray());
    }

    private void mark(long[] places) {
        try (var scope = TensorScope.open()) {
            held.view(-1).indexFill_(0, Tensor.of(places, places.length).to(held.device()), 1);
        }
    }

    /** Scores [rows, V] after the penalty. */
    Tensor penalize(Tensor scores, double penalty) {
        Tensor lower = scores.greater(0).choose(scores.mul(1 / penalty), scores.mul(penalty));
        return held.choose(lower, scores);
    }

    @Override
    public void close() {
        memory.close();
    }
}
