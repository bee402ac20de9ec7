package lockpick.study.grade.judge;

/** The question to the judge, word for word the paper's (E.1); the blank lines between its parts are ours. */
final class RatingPrompt {

    private RatingPrompt() {}

    static String of(Solution solution) {
        return "Consider the following problem:\n\n"
                + solution.problem()
                + "\n\nA student wrote the following solution:\n\n"
                + solution.text()
                + """


                How correct is this solution?
                Answer 1 if it is very incorrect, incomplete, or poorly formatted.
                Answer 2 if it is incorrect, but is complete and well formatted.
                Answer 3 if there is a small mistake, but it is otherwise a good solution.
                Answer 4 if you are unsure if it is correct or incorrect.
                Answer 5 if you are sure it is correct.

                Your single token answer (1-5):""";
    }
}
