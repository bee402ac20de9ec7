package lockpick.study.task.data;

/** What a record holds is not what its data set promises. The message becomes the reason of its {@link Refusal}. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RefusedException(String reason) {
        super(reason);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
