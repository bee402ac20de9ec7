package lockpick.study.grade;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.math.BoxedAnswer;
import org.jspecify.annotations.Nullable;

/**
 * The number that a text gives as its answer: the last one in what is marked as the answer ({@code ####} or
 * {@code \boxed}), otherwise the last one of all. Read are signs, thousands separators in their places ({@code 70,000}),
 * decimals, exponents and fractions of whole numbers; currencies, units and percent signs are passed over.
 */
final class AnswerNumber {

    private static final int MOST_DIGITS = 1_000;

    private static final Pattern NUMBER = Pattern.compile("(?<sign>(?<![\\p{L}\\d)])[-−])?[$€£]?(?:"
            + "(?<![\\d/.])(?<above>\\d++)/(?<below>\\d++)(?![/\\d]|\\.\\d)|"
            + "(?<digits>\\d{1,3}(?:,\\d{3})+(?![,\\d]*\\d)|\\d++)?"
            + "(?<decimals>(?<=\\d)\\.\\d++|(?<![\\d.])\\.\\d++)?"
            + "(?<exponent>(?<=\\d)[eE][-+]?\\d{1,3}(?![\\d.]))?)");

    private AnswerNumber() {}

    /** Empty if there is none, or one of more than 1,000 digits, which no answer has. */
    static Optional<BigDecimal> in(String text) {
        Optional<MatchResult> last = last(marked(text));
        return last.filter(match -> match.group().length() <= MOST_DIGITS).map(AnswerNumber::value);
    }

    private static String marked(String text) {
        int mark = text.lastIndexOf("####");
        if (mark >= 0) {
            String after = text.substring(mark + 4).stripLeading();
            return after.lines().findFirst().orElse("");
        }
        return switch (BoxedAnswer.last(text)) {
            case BoxedAnswer.Found(String answer) when last(answer).isPresent() -> answer;
            default -> text;
        };
    }

    private static Optional<MatchResult> last(String text) {
        @Nullable MatchResult last = null;
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            if (matcher.group("above") != null
                    || matcher.group("digits") != null
                    || matcher.group("decimals") != null) {
                last = matcher.toMatchResult();
            }
        }
        return Optional.ofNullable(last);
    }

    private static BigDecimal value(MatchResult match) {
        BigDecimal size = match.group("above") == null
                ? new BigDecimal(
                        part(match, "digits").replace(",", "") + part(match, "decimals") + part(match, "exponent"))
                : fraction(new BigDecimal(match.group("above")), new BigDecimal(match.group("below")));
        return match.group("sign") == null ? size : size.negate();
    }

    /** What stands above, where nothing can be divided by what stands below. */
    private static BigDecimal fraction(BigDecimal above, BigDecimal below) {
        return below.signum() == 0 ? above : above.divide(below, MathContext.DECIMAL128);
    }

    private static String part(MatchResult match, String name) {
        String group = match.group(name);
        return group == null ? "" : group;
    }
}
