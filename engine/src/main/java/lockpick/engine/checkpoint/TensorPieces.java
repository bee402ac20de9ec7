package lockpick.engine.checkpoint;

import java.io.IOException;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** A tensor piece by piece, so that converting, reordering or moving it takes memory for a piece alone. */
final class TensorPieces {

    private static final long MOST_ELEMENTS = 2 << 20; // 8 MiB of FLOAT32

    private TensorPieces() {}

    /** What is done with each piece. */
    interface Use {
        /**
         * @param piece a view, valid until this returns
         * @param first place of its first element in the tensor, in row-major order
         */
        void of(Tensor piece, long first) throws IOException;
    }

    /** Hands on views that together are the tensor, each a stretch of its row-major order. */
    static void forEach(Tensor tensor, Use use) throws IOException {
        forEach(tensor, 0, use);
    }

    private static void forEach(Tensor tensor, long first, Use use) throws IOException {
        if (tensor.count() <= MOST_ELEMENTS) {
            use.of(tensor, first);
            return;
        }
        try (var scope = TensorScope.open()) {
            long rows = tensor.size(0);
            if (rows == 1) {
                forEach(tensor.select(0, 0), first, use);
            } else {
                Tensor upper = tensor.narrow(0, 0, rows / 2);
                forEach(upper, first, use);
                forEach(tensor.narrow(0, rows / 2, rows - rows / 2), first + upper.count(), use);
            }
        }
    }
}
