package lockpick.study.grade;

/**
 * Grades completions that write intermediate results and then the final one, set apart by {@code |}. Correct is an exact
 * match of the whole completion, its end included; the reward is for the final result, whatever stands before it
 * (docs/tasks/composition.md).
 */
public final class StepwiseGrader {

    private static final String SEPARATOR = " | ";

    private StepwiseGrader() {}

    /** Judges a completion by the reference completion of its problem. */
    public static Grade grade(String completion, String reference) {
        if (completion.equals(reference)) {
            return Grade.correct("exact match");
        }
        return finalResult(completion).equals(finalResult(reference))
                ? Grade.incorrect("right final result after a wrong step; expected " + reference)
                        .withReward(1)
                : Grade.incorrect("expected " + reference);
    }

    private static String finalResult(String completion) {
        return completion.substring(completion.lastIndexOf(SEPARATOR) + 1);
    }
}
