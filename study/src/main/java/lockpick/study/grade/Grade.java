package lockpick.study.grade;

/**
 * A judgement of one completion.
 *
 * @param verdict whether it solves the problem
 * @param reward what training by reward may use, from 0 to 1; 1 for correct and 0 for all else where the grader knows no
 *     more than that
 * @param reason why, in a few words, for a person who checks it
 */
public record Grade(Verdict verdict, double reward, String reason) {

    public Grade {
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException("reward: was given " + reward + ", must be between 0 and 1");
        }
    }

    public static Grade correct(String reason) {
        return new Grade(Verdict.CORRECT, 1, reason);
    }

    public static Grade incorrect(String reason) {
        return new Grade(Verdict.INCORRECT, 0, reason);
    }

    public static Grade undecided(String reason) {
        return new Grade(Verdict.UNDECIDED, 0, reason);
    }

    /** The same verdict with a reward of its own. */
    public Grade withReward(double reward) {
        return new Grade(verdict, reward, reason);
    }

    public boolean isCorrect() {
        return verdict == Verdict.CORRECT;
    }
}
