package lockpick.engine.optim;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Tensor;

/**
 * A stretch of a flat buffer. Optimizers go through a model piece by piece, so that what they need beside its buffers does
 * not grow with it.
 *
 * @param from index of its first number
 * @param length how many numbers
 * @param decays whether they belong to matrices, which weight decay pulls to zero
 */
record Piece(long from, long length, boolean decays) {

    /** Most numbers of a piece: 128 MiB as FLOAT32. */
    static final long MOST = 1L << 25;

    /** All pieces of these parameters: matrices, then vectors. */
    static List<Piece> of(Parameters parameters) {
        List<Piece> pieces = new ArrayList<>();
        long matrices = parameters.matrixCount();
        cut(0, matrices, true, pieces);
        cut(matrices, parameters.values().count(), false, pieces);
        return pieces;
    }

    /** All pieces of a buffer, whatever it holds. */
    static List<Piece> of(Tensor buffer) {
        List<Piece> pieces = new ArrayList<>();
        cut(0, buffer.count(), false, pieces);
        return pieces;
    }

    private static void cut(long from, long to, boolean decays, List<Piece> pieces) {
        for (long start = from; start < to; start += MOST) {
            pieces.add(new Piece(start, Math.min(MOST, to - start), decays));
        }
    }

    /** View of this stretch. */
    Tensor in(Tensor buffer) {
        return buffer.narrow(0, from, length);
    }
}
