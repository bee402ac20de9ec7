package lockpick.study.grade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in a completion by a regular expression and compares it with the reference, blanks around both aside. The
 * answer is the first group, or the whole where there is none, of the last place that fits. A completion without such a
 * place is wrong; one that takes too long to search is undecided.
 */
public final class RegexMatch implements Grader {

    private static final long MOST_STEPS = 20_000_000; // well under a second

    private final Pattern pattern;

    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public RegexMatch(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public Grade grade(String completion, String reference) {
        Optional<String> answer;
        try {
            answer = last(pattern.matcher(new Counted(completion, new long[] {MOST_STEPS})));
        } catch (TooLongException | StackOverflowError e) {
            return Grade.undecided("the expression takes too long on this completion");
        }
        if (answer.isEmpty()) {
            return Grade.incorrect("no answer where " + pattern + " looks for it");
        }
        String given = answer.get().strip();
        String expected = reference.strip();
        return given.equals(expected)
                ? Grade.correct("answers " + given)
                : Grade.incorrect("answers " + given + "; expected " + expected);
    }

    private static Optional<String> last(Matcher matcher) {
        @Nullable String last = null;
        while (matcher.find()) {
            String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
            last = group == null ? last : group;
        }
        return Optional.ofNullable(last);
    }

    private static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * A text that can be looked at only so often: what a model wrote must not keep an expression busy for hours.
     *
     * @param left looks left, one number for the text and all its parts
     */
    private record Counted(CharSequence text, long[] left) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (left[0]-- == 0) {
                throw new TooLongException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
