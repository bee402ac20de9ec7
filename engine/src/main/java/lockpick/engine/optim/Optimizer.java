package lockpick.engine.optim;

import java.util.Map;
import lockpick.engine.tensor.Tensor;

/** Changes parameters by their gradients. Owns its state; close it to free that. */
public interface Optimizer extends AutoCloseable {

    /**
     * One update from the gradients at hand, which it then zeroes.
     *
     * @param learningRate of this step
     * @return the gradient's norm before clipping
     * @throws DivergedException if that is not finite; then nothing is changed
     */
    double step(double learningRate);

    /** Steps made. */
    long steps();

    /** What is kept beside the parameters, by name; read it back into these tensors to resume. */
    Map<String, Tensor> state();

    /** Goes on after so many steps; parameters and state must be those of that moment. */
    void resumeAfter(long steps);

    @Override
    void close();
}
