package lockpick.study.grade.math;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.math.Answer.Listing;

/**
 * Judges an answer by its value: both answers are read as LaTeX, worked out and compared, exactly where all is made of
 * roots, fractions, variables, π, e and i, else at random points to 50 digits. Units may be left out, but not be wrong.
 * Whatever is not understood, or would take long, is undecided. Never throws; bounded in time and memory.
 */
public final class ExactAnswer {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d++,\\d++");
    private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(?:,\\d{3})++");
    private static final Pattern DECIMAL_POINT = Pattern.compile("\\d++\\.\\d++");

    private final long seed;

    /**
     * @param seed chooses the points at which variables are put in
     */
    public ExactAnswer(long seed) {
        this.seed = seed;
    }

    /** Judges an answer, without the words around it, by the reference answer. */
    public Grade grade(String given, String reference) {
        String a = given.strip();
        String b = reference.strip();
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && !b.isEmpty()
                    ? Grade.incorrect("an empty answer")
                    : Grade.undecided("the reference answer is empty");
        }
        if (a.equals(b)) {
            return Grade.correct("the same text");
        }
        if (a.length() > Work.LONGEST_ANSWER || b.length() > Work.LONGEST_ANSWER) {
            return Grade.undecided("longer than " + Work.LONGEST_ANSWER + " characters");
        }
        if ((Words.says(a) || Words.says(b)) && sameWords(a, b)) {
            return Grade.correct("the same words");
        }
        try {
            return compare(a, b);
        } catch (Undecidable e) {
            return sameNotation(a, b)
                    ? Grade.correct("the same notation")
                    : Grade.undecided(String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            return Grade.undecided("a number out of range");
        }
    }

    /**
     * Judges the answer of a whole passage by the answer of a reference passage; no answer is a wrong one.
     */
    public Grade gradePassage(String completion, String reference) {
        return switch (PassageAnswer.in(reference)) {
            case PassageAnswer.Missing missing -> Grade.undecided("no reference answer: " + missing.reason());
            case PassageAnswer.Found expected ->
                switch (PassageAnswer.in(completion)) {
                    case PassageAnswer.Missing missing -> Grade.incorrect("no answer: " + missing.reason());
                    case PassageAnswer.Found given -> grade(given.answer(), expected.answer());
                };
        };
    }

    private static boolean sameWords(String a, String b) {
        Optional<String> words = Words.of(a);
        return words.isPresent() && words.equals(Words.of(b));
    }

    private Grade compare(String given, String reference) {
        if (isDecimalComma(given, reference) || isDecimalComma(reference, given)) {
            return compare(given.replace(',', '.'), reference.replace(',', '.'));
        }
        Comparison comparison = new Comparison(seed, new Work());
        Answer a = parse(given, true);
        Answer b = parse(reference, true);
        if (a instanceof Listing && !(b instanceof Listing)) {
            b = parse(reference, false);
        } else if (b instanceof Listing && !(a instanceof Listing)) {
            a = parse(given, false);
        }
        Grade verdict = comparison.compare(a, b);
        boolean sameText = verdict.verdict() == Verdict.UNDECIDED && sameNotation(given, reference);
        return sameText ? Grade.correct("the same notation") : verdict;
    }

    /** {@code 1000,99} where the other answer is a decimal with a point; {@code 1,000} is a thousand. */
    private static boolean isDecimalComma(String answer, String other) {
        return DECIMAL_COMMA.matcher(answer).matches()
                && !THOUSANDS.matcher(answer).matches()
                && DECIMAL_POINT.matcher(other).matches();
    }

    private static Answer parse(String answer, boolean commasGroupDigits) {
        return AnswerParser.parse(Lexer.tokens(answer, commasGroupDigits));
    }

    private static boolean sameNotation(String a, String b) {
        try {
            List<Token> left = Lexer.tokens(a, true);
            List<Token> right = Lexer.tokens(b, true);
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!left.get(i).sameAs(right.get(i))) {
                    return false;
                }
            }
            return true;
        } catch (Undecidable e) {
            return false;
        }
    }
}
