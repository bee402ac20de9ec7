package lockpick.engine.optim;

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

    @Override
    void close();
}
