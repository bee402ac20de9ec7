package lockpick.study.task.twin.math;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.ExactAnswer;

/**
 * Judges answers of the other setting: what stands behind the last {@value #MARK}, to the end of its line. ASCIIMath is put
 * into LaTeX as far as the twin's answers need it, roots and quotients, and judged by its exact value.
 */
public final class AsciiMathAnswer {

    static final String MARK = "Respuesta: ";

    private static final Pattern ROOT = Pattern.compile("sqrt\\(([^()]*)\\)");
    private static final Pattern LATEX = Pattern.compile("\\\\(boxed|frac|sqrt)");

    private final ExactAnswer exact = new ExactAnswer(0);

    /** Judges a completion by the reference completion. An answer in LaTeX is an answer in the wrong setting. */
    public Grade grade(String completion, String reference) {
        int mark = completion.lastIndexOf(MARK.strip());
        if (mark < 0) {
            return Grade.incorrect("no " + MARK.strip() + " in the completion");
        }
        String given = answer(completion);
        if (LATEX.matcher(given).find()) {
            return Grade.incorrect("LaTeX, where ASCIIMath was asked for");
        }
        return exact.grade(latex(given), latex(answer(reference)));
    }

    private static String answer(String completion) {
        String rest = completion.substring(
                completion.lastIndexOf(MARK.strip()) + MARK.strip().length());
        return rest.lines().findFirst().orElse("").replace("`", "").strip();
    }

    private static String latex(String asciiMath) {
        return ROOT.matcher(asciiMath).replaceAll(root -> Matcher.quoteReplacement("\\sqrt{" + root.group(1) + "}"));
    }
}
