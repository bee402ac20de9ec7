package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private static final Stopping STOPPING = Stopping.at().orAt(List.of("\n\n", "User:", "User: "), tokens -> "");

    @Test
    void whatCountsIsTheTextBeforeTheFirstStopString() {
        assertThat(STOPPING.before("4 User: and\n\nmore")).isEqualTo("4 ");
        assertThat(STOPPING.before("4\n\n User:")).isEqualTo("4");
        assertThat(STOPPING.before("User: 4")).isEmpty();
    }

    @Test
    void aTextWithoutOneCountsWhole() {
        assertThat(STOPPING.before("4 user")).isEqualTo("4 user");
        assertThat(STOPPING.before("")).isEmpty();
    }

    @Test
    void theFirstStopStringOfATextIsNamedAndTheLongestThatBeginsThere() {
        assertThat(STOPPING.orAt(STOPPING.strings(), tokens -> "4 User: and\n\n")
                        .stopString(new int[0]))
                .contains("User: ");
        assertThat(STOPPING.stopString(new int[0])).isEmpty();
    }

    @Test
    void tokensAreDecodedOnlyForStopStrings() {
        Stopping none = Stopping.at(3).orAt(List.of(), tokens -> {
            throw new AssertionError("nobody asks for the text");
        });
        assertThat(none.stopString(new int[] {1})).isEmpty();
    }

    @Test
    void anEmptyStopStringIsRefused() {
        assertThatThrownBy(() -> STOPPING.orAt(List.of(""), tokens -> ""))
                .hasMessage("stop strings: one is empty, and every text holds it; leave it out");
    }
}
