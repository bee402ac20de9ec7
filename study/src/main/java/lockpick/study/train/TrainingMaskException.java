package lockpick.study.train;

/** The loss would fall on something else than what is to be learnt. The message is for the user as it stands. */
public final class TrainingMaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TrainingMaskException(String message) {
        super(message);
    }
}
