package lockpick.study.grade.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * Compares outputs token by token, with white space between tokens. A number with a point or an exponent is rounded to
 * three decimals, half to even, and so is what it is compared with (paper App. E.1); whole numbers and words are compared
 * as they stand.
 */
final class TokenComparison {

    private static final String BLANKS = " \t\n\r\f\u000b\0";
    private static final int DECIMALS = 3;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final int LONGEST_NUMBER = 400;

    private TokenComparison() {}

    static boolean same(String output, String expected) {
        List<String> ours = tokens(output);
        List<String> theirs = tokens(expected);
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!sameToken(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean sameNumber(BigDecimal a, BigDecimal b) {
        return rounded(a).compareTo(rounded(b)) == 0;
    }

    private static boolean sameToken(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (!isNumber(a) || !isNumber(b) || (isWhole(a) && isWhole(b))) {
            return false;
        }
        return sameNumber(new BigDecimal(a), new BigDecimal(b));
    }

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static boolean isNumber(String token) {
        return token.length() <= LONGEST_NUMBER && NUMBER.matcher(token).matches();
    }

    private static boolean isWhole(String token) {
        return token.chars().noneMatch(each -> each == '.' || each == 'e' || each == 'E');
    }

    private static List<String> tokens(String text) {
        var rest = new StringTokenizer(text, BLANKS);
        List<String> tokens = new ArrayList<>();
        while (rest.hasMoreTokens()) {
            tokens.add(rest.nextToken());
        }
        return tokens;
    }
}
