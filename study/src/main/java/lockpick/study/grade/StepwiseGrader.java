package lockpick.study.grade;

import lockpick.study.task.Problem;

/**
 * Grades completions that write intermediate results and then the final one, set apart by {@code |}. Correct is an exact
 * match of the whole completion, its end included (docs/tasks/composition.md).
 */
public final class StepwiseGrader implements Grader {

    private static final String SEPARATOR = " | ";

    @Override
    public Grade grade(Problem problem, String completion) {
        if (completion.equals(problem.answer())) {
            return new Grade(true, true, "exact match");
        }
        boolean finalCorrect = finalResult(completion).equals(finalResult(problem.answer()));
        return new Grade(
                false,
                finalCorrect,
                finalCorrect
                        ? "right final result after a wrong step; expected " + problem.answer()
                        : "expected " + problem.answer());
    }

    private static String finalResult(String completion) {
        return completion.substring(completion.lastIndexOf(SEPARATOR) + 1);
    }
}
