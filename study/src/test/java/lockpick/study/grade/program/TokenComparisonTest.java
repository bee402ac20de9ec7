package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs agree token by token, floats rounded to three decimals. */
class TokenComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "7|7|true",
                "7\\n|7|true",
                " 1  2\\r\\n3 |1 2\\n3|true",
                "||true",
                "\\n ||true",
                "|7|false",
                "7|7 7|false",
                "7 8|8 7|false",
                "Yes|yes|false",
                "0.5|0.5000|true",
                "0.1234|0.1231|true", // both 0.123
                "0.1235|0.1234|false", // 0.124 (to even) and 0.123
                "0.1244|0.1236|true", // both 0.124
                "3|3.0|true",
                "3|3.0004|true",
                "3|3.0006|false",
                "1e3|1000.0|true",
                "1e3|1000|true",
                "-0.0|0.0|true",
                ".5|0.5|true",
                "5.|5|true",
                "007|7|false", // whole numbers as they stand
                "12345678901234567890|12345678901234567891|false",
                "nan|nan|true",
                "nan|0.0|false",
                "1.0.0|1.0|false",
                "1e999999999|1e999999998|false", // no number of ours: would take for ever
                "0.5,|0.5|false"
            })
    void same(String output, String expected, boolean same) {
        String ours = read(output);
        String theirs = read(expected);
        assertThat(TokenComparison.same(ours, theirs)).isEqualTo(same);
        assertThat(TokenComparison.same(theirs, ours)).isEqualTo(same);
    }

    private static String read(String text) {
        return text == null ? "" : text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
