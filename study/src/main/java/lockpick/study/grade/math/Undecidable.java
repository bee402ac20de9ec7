package lockpick.study.grade.math;

/** Thrown inside this package where a text or a value is beyond what can be compared; its message is the reason. */
final class Undecidable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undecidable(String reason) {
        super(reason, null, false, false);
    }
}
