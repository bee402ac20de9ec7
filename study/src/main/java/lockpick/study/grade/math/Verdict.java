package lockpick.study.grade.math;

/**
 * A judgement of one answer.
 *
 * @param reason why, in a few words, for a person who checks it
 */
public record Verdict(Outcome outcome, String reason) {

    /** What a grader can say. A grader that cannot decide says so, and never guesses. */
    public enum Outcome {
        CORRECT,
        INCORRECT,
        UNDECIDED
    }

    public static Verdict correct(String reason) {
        return new Verdict(Outcome.CORRECT, reason);
    }

    public static Verdict incorrect(String reason) {
        return new Verdict(Outcome.INCORRECT, reason);
    }

    public static Verdict undecided(String reason) {
        return new Verdict(Outcome.UNDECIDED, reason);
    }

    public boolean isCorrect() {
        return outcome == Outcome.CORRECT;
    }
}
