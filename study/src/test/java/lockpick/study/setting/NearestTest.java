package lockpick.study.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, '', 3",
        "epoch, epochs, 1", // one letter added
        "shedule, schedule, 1",
        "metohd, method, 1", // two letters swapped
        "optimiser, optimizer, 1", // one letter changed
        "kitten, sitting, 3",
    })
    void distanceCountsEdits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void otherSpellingsOfAKeyAreNoDistanceAway() {
        List<String> keys = List.of("learning-rate", "batch");
        for (String spelling : List.of("learningRate", "learning_rate", "LEARNING-RATE", "learning rate")) {
            assertThat(Nearest.to(spelling, keys)).as(spelling).hasValue("learning-rate");
        }
    }

    @Test
    void nothingIsSuggestedForAnotherWord() {
        assertThat(Nearest.to("wibble", List.of("title", "seeds", "k"))).isEmpty();
    }

    @Test
    void theNearestOfSeveralIsSuggested() {
        assertThat(Nearest.to("sedes", List.of("shades", "seeds"))).hasValue("seeds");
    }
}
