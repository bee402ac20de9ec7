package lockpick.engine.optim;

/** A step was refused because its gradients are not finite; nothing was changed. */
public final class DivergedException extends RuntimeException {

    DivergedException(long step, double norm) {
        super("step " + step + ": the norm of the gradients is " + norm
                + ", so the step was not made and the weights are those of the step before; lower the learning rate,"
                + " clip gradients, or look for a row that the model gives probability 0");
    }
}
