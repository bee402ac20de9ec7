package lockpick.study.grade.math;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.Grade;

/**
 * The answer comparison that was published with the MATH data set (Hendrycks et al., 2021), which the paper's numbers
 * rest on: answers are equal if their normal forms are the same string. It knows spelling, not mathematics: lists in
 * another order differ, {@code 5.0} is not {@code 5}, and {@code 10\%} is {@code 10}. Its oddities are kept, since a
 * kinder reading would be another metric.
 */
public final class HendrycksNormalForm {

    private static final String UNIT = "\\text{ ";
    private static final Pattern INTEGER_RATIO = Pattern.compile("(0|-?[1-9][0-9]*)/(0|-?[1-9][0-9]*)");

    /** The reference refuses to read longer integers. */
    private static final int LONGEST_INTEGER = 4300;

    private HendrycksNormalForm() {}

    /** Judges an answer by the reference answer. Never undecided. */
    public static Grade grade(String given, String reference) {
        return equal(given, reference)
                ? Grade.correct("the same normal form")
                : Grade.incorrect("another normal form than " + reference.strip());
    }

    /** Whether two answers have one normal form; where either has none, whether they are the same text. */
    public static boolean equal(String a, String b) {
        Optional<String> normalA = of(a);
        Optional<String> normalB = of(b);
        return normalA.isPresent() && normalB.isPresent() ? normalA.equals(normalB) : a.equals(b);
    }

    /**
     * The normal form of an answer.
     *
     * @return nothing where the published procedure fails: several units, or a root or fraction sign that ends the text
     */
    public static Optional<String> of(String answer) {
        String text = answer.replace("\n", "")
                .replace("\\!", "")
                .replace("\\\\", "\\")
                .replace("tfrac", "frac")
                .replace("dfrac", "frac")
                .replace("\\left", "")
                .replace("\\right", "")
                .replace("^{\\circ}", "")
                .replace("^\\circ", "")
                .replace("\\$", "");
        int unit = text.indexOf(UNIT);
        if (unit >= 0) {
            if (text.indexOf(UNIT, unit + UNIT.length()) >= 0) {
                return Optional.empty();
            }
            text = text.substring(0, unit);
        }
        text = text.replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.");
        if (text.startsWith(".")) {
            text = "0" + text;
        }
        return bracedRoots(withoutName(text))
                .map(roots -> roots.replace(" ", ""))
                .flatMap(HendrycksNormalForm::bracedFractions)
                .map(HendrycksNormalForm::ratioAsFraction);
    }

    /** Drops {@code x=}: a left side of at most two characters before the only equals sign. */
    private static String withoutName(String text) {
        int equals = text.indexOf('=');
        boolean named = equals >= 0 && text.indexOf('=', equals + 1) < 0 && text.codePointCount(0, equals) <= 2;
        return named ? text.substring(equals + 1) : text;
    }

    /** {@code \sqrt3} becomes {@code \sqrt{3}}. */
    private static Optional<String> bracedRoots(String text) {
        String[] parts = text.split("\\\\sqrt", -1);
        StringBuilder result = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty()) {
                return Optional.empty();
            }
            result.append("\\sqrt");
            if (part.startsWith("{")) {
                result.append(part);
            } else {
                int first = part.offsetByCodePoints(0, 1);
                result.append('{').append(part, 0, first).append('}').append(part, first, part.length());
            }
        }
        return Optional.of(result.toString());
    }

    /** {@code \frac12} and {@code \frac1{72}} get their braces; one character after the sign leaves the text as it is. */
    private static Optional<String> bracedFractions(String text) {
        String[] parts = text.split("\\\\frac", -1);
        StringBuilder result = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty()) {
                return Optional.empty();
            }
            result.append("\\frac");
            if (part.startsWith("{")) {
                result.append(part);
                continue;
            }
            if (part.codePointCount(0, part.length()) < 2) {
                return Optional.of(text);
            }
            int first = part.offsetByCodePoints(0, 1);
            int second = part.offsetByCodePoints(first, 1);
            String denominator = part.substring(first, second);
            result.append('{').append(part, 0, first).append('}');
            result.append(denominator.equals("{") ? denominator : "{" + denominator + "}");
            result.append(part, second, part.length());
        }
        return Optional.of(result.toString());
    }

    private static String ratioAsFraction(String text) {
        if (text.equals("0.5")) {
            return "\\frac{1}{2}";
        }
        Matcher ratio = INTEGER_RATIO.matcher(text);
        boolean readable = text.length() <= LONGEST_INTEGER;
        return readable && ratio.matches() ? "\\frac{" + ratio.group(1) + "}{" + ratio.group(2) + "}" : text;
    }
}
