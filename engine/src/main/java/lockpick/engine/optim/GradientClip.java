package lockpick.engine.optim;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Clipping by the global norm: gradients longer than the limit are scaled down to it.
 *
 * @param norm length of all gradients together, before clipping
 * @param divisor what gradients are to be divided by, at least 1
 */
record GradientClip(double norm, double divisor) {

    /**
     * The clip of a step.
     *
     * @param limit largest norm; 0 for no limit
     * @param step counted from 1
     * @throws DivergedException if the norm is not finite
     */
    static GradientClip of(Tensor gradients, double limit, long step) {
        double norm = norm(gradients);
        if (!Double.isFinite(norm)) {
            throw new DivergedException(step, norm);
        }
        return new GradientClip(norm, limit > 0 ? Math.max(1, (norm + 1e-6) / limit) : 1);
    }

    private static double norm(Tensor gradients) {
        try (var scope = TensorScope.open()) {
            List<Tensor> norms = new ArrayList<>();
            for (Piece piece : Piece.of(gradients)) {
                try (var widened = TensorScope.open()) {
                    norms.add(scope.keep(
                            WideBuffer.wide(piece.in(gradients)).norm().view(1)));
                }
            }
            Tensor all = norms.size() == 1
                    ? norms.getFirst()
                    : Tensor.cat(0, norms.toArray(Tensor[]::new)).norm();
            return all.item();
        }
    }
}
