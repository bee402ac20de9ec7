package lockpick.study.grade;

import java.util.Locale;

/** What training by reward takes from a grade. */
public enum RewardSignal {
    /** 1 for a right completion, 0 for every other. */
    CORRECT,
    /** The grader's whole number, from 0 to 1 (paper B.3.2). */
    REWARD;

    public double of(Grade grade) {
        return switch (this) {
            case CORRECT -> grade.isCorrect() ? 1 : 0;
            case REWARD -> grade.reward();
        };
    }

    /** {@code correct}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
