package lockpick.study.grade.math;

/**
 * The answer of a worked solution: what stands in its last {@code \boxed{…}}, as the MATH data set reads it. Where there
 * is no such box, the last {@code \fbox{…}} serves. {@code \boxed 2} without braces reaches up to the next dollar sign.
 */
public sealed interface BoxedAnswer {

    /** The last box. */
    record Found(String answer) implements BoxedAnswer {}

    /** No box to read. */
    record Missing(String reason) implements BoxedAnswer {}

    /**
     * Reads the last box of a solution, in time linear in its length.
     */
    static BoxedAnswer last(String solution) {
        String macro = "\\boxed";
        int at = solution.lastIndexOf(macro);
        if (at < 0) {
            macro = "\\fbox";
            at = solution.lastIndexOf(macro);
        }
        if (at < 0) {
            return new Missing("no \\boxed{…} in the completion");
        }
        int start = at + macro.length();
        if (start < solution.length() && solution.charAt(start) == '{') {
            int end = closingBrace(solution, start);
            return end < 0
                    ? new Missing("the last " + macro + "{ is never closed")
                    : new Found(solution.substring(start + 1, end));
        }
        if (start < solution.length() && solution.charAt(start) == ' ') {
            int dollar = solution.indexOf('$', start);
            String unbraced = solution.substring(start, dollar < 0 ? solution.length() : dollar)
                    .strip();
            return new Found(unbraced);
        }
        return new Missing("the last " + macro + " has neither braces nor a blank after it");
    }

    /**
     * @param open where the opening brace stands
     * @return where its closing brace stands, or -1
     */
    static int closingBrace(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
