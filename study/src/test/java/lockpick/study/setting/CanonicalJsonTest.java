package lockpick.study.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    /** Samples of RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "41b3de4355555553, 333333333.3333332",
        "becbf647612f3696, -0.0000033333333333333333",
    })
    void numbersAreSpelledAsTheRfcSpellsThem(String bits, String spelling) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalJson.number(value)).isEqualTo(spelling);
    }

    @Test
    void aSpelledNumberReadsBackAsTheSameDouble() {
        var random = new Random(8785);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value + 0.0);
            }
        }
    }

    @Test
    void keysAreSortedAndSpacesGo() {
        String json = "{\"b\": [1, 1.0, 1e0, true, null], \"a\": {\"d\": \"\\u00e4\\n\\u0001\\\"\", \"c\": {}}}";
        assertThat(CanonicalJson.of(new JsonMapper().readTree(json)))
                .isEqualTo("{\"a\":{\"c\":{},\"d\":\"ä\\n\\u0001\\\"\"},\"b\":[1,1,1,true,null]}");
    }

    @Test
    void longSeedsKeepAllTheirDigits() {
        assertThat(CanonicalJson.of(new JsonMapper().readTree("9223372036854775807")))
                .isEqualTo("9223372036854775807");
    }

    @Test
    void whatIsNoNumberHasNoSpelling() {
        assertThatThrownBy(() -> CanonicalJson.number(Double.NaN)).hasMessage("JSON has no number NaN");
    }
}
