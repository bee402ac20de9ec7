package lockpick.engine.optim;

/** A step was refused, because training has diverged; nothing was changed. The message is for the user as it stands. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was found, what to do */
    public DivergedException(String message) {
        super(message);
    }

    DivergedException(long step, double norm) {
        this("step " + step + ": the norm of the gradients is " + norm
                + ", so the step was not made and the weights are those of the step before; lower the learning rate,"
                + " clip gradients, or look for a row that the model gives probability 0");
    }
}
