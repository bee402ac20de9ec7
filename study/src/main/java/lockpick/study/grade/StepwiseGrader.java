package lockpick.study.grade;

/**
 * Grades completions that write intermediate results and then the final one, set apart by {@code |}. Correct is an exact
 * match of the whole completion, its end included (docs/tasks/composition.md).
 */
public final class StepwiseGrader implements Grader {

    private static final String SEPARATOR = " | ";

    @Override
    public Grade grade(String completion, String reference) {
        if (completion.equals(reference)) {
            return new Grade(true, true, "exact match");
        }
        boolean finalCorrect = finalResult(completion).equals(finalResult(reference));
        return new Grade(
                false,
                finalCorrect,
                finalCorrect
                        ? "right final result after a wrong step; expected " + reference
                        : "expected " + reference);
    }

    private static String finalResult(String completion) {
        return completion.substring(completion.lastIndexOf(SEPARATOR) + 1);
    }
}
