package lockpick.engine.optim;

import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.StochasticRounding;
import lockpick.engine.tensor.Tensor;

/**
 * A flat buffer as a step computes with it: pieces of BFLOAT16 are widened to FLOAT32 and rounded back at random, all
 * others are changed in place.
 *
 * @param seed of the roundings; each step and piece has a stream of its own
 */
record WideBuffer(Tensor buffer, Seed seed) {

    /** A piece to change: the buffer's own memory, or a FLOAT32 copy. */
    Tensor read(Piece piece) {
        return wide(piece.in(buffer));
    }

    /** Stores a piece that was read and changed. */
    void write(Piece piece, Tensor changed, long step) {
        if (buffer.dtype() == DType.BFLOAT16) {
            StochasticRounding.write(changed, piece.in(buffer), seed.stream("rounding", step, piece.from()));
        }
    }

    /** The tensor itself, or a FLOAT32 copy of one of BFLOAT16. */
    static Tensor wide(Tensor tensor) {
        return tensor.dtype() == DType.BFLOAT16 ? tensor.to(DType.FLOAT32) : tensor;
    }
}
