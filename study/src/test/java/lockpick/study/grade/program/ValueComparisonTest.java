package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results agree as Python's {@code ==} says, floats rounded to three decimals. */
class ValueComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1|true",
                "1|1.0|true",
                "true|1|true",
                "false|0|true",
                "true|2|false",
                "\"1\"|1|false",
                "null|null|true",
                "null|0|false",
                "[1, 2]|[1, 2]|true",
                "[1, 2]|[2, 1]|false",
                "[1]|1|false",
                "[0.1231]|[0.1234]|true",
                "0.1231|0.1239|false",
                "{\"a\": [1]}|{\"a\": [1.0]}|true",
                "{\"a\": 1}|{\"b\": 1}|false",
                "{\"a\": 1}|{}|false",
                "NaN|NaN|true",
                "NaN|0.5|false",
                "Infinity|1e400|false",
                "100000000000000000000000000001|100000000000000000000000000000|false",
                "\"a b\"|\"a b\"|true",
                "\"a b\"|\"a  b\"|false"
            })
    void same(String result, String expected, boolean same) {
        var ours = PythonValues.of(result).orElseThrow();
        var theirs = PythonValues.of(expected).orElseThrow();
        assertThat(ValueComparison.same(ours, theirs)).isEqualTo(same);
        assertThat(ValueComparison.same(theirs, ours)).isEqualTo(same);
    }
}
