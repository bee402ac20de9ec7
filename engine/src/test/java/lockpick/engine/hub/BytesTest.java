package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "166029852, 166.0 MB",
        "999950000, 1.0 GB",
        "14483464192, 14.5 GB"
    })
    void areSaidInDecimalUnits(long bytes, String words) {
        assertThat(Bytes.words(bytes)).isEqualTo(words);
    }
}
