package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenPromptTest {

    private static final int[] FIRST = {7, 8};
    private static final int[] SECOND = {5, 6};

    @Test
    void placesAreWhereTwoRowsDiffer() {
        assertThat(places(row(1, 7, 8, 2, 3, 4), row(1, 5, 6, 2, 3, 4))).contains(List.of(1));
        assertThat(places(row(7, 8, 1, 7, 8, 4), row(5, 6, 1, 5, 6, 4))).contains(List.of(0, 3));
        assertThat(places(row(7, 8, 7, 8, 3, 4), row(5, 6, 5, 6, 3, 4))).contains(List.of(0, 2));
    }

    /** The same token beside a place belongs to the prompt. */
    @Test
    void aTokenOfThePromptThatIsAlsoOfTheWordsIsNoPlace() {
        assertThat(places(row(7, 7, 8, 8, 3, 4), row(7, 5, 6, 8, 3, 4))).contains(List.of(1));
    }

    @Test
    void rowsWithoutJustTheseTokensHaveNoPlaces() {
        assertThat(places(row(1, 7, 8, 2, 4), row(1, 7, 8, 2, 4))).as("alike").isEmpty();
        assertThat(places(row(1, 7, 8, 2, 4), row(1, 9, 2, 4))).as("joined").isEmpty();
        assertThat(places(row(1, 7, 8, 2, 4), row(1, 9, 6, 2, 4))).as("others").isEmpty();
        assertThat(places(row(1, 7, 8, 2, 4), row(1, 5, 6, 9, 4)))
                .as("too many")
                .isEmpty();
        assertThat(places(row(7, 8, 1, 7, 3, 4), row(5, 6, 1, 5, 9, 4)))
                .as("cut off")
                .isEmpty();
        assertThat(places(row(1, 2, 3, 7, 8), row(1, 2, 3, 5, 6)))
                .as("in the completion")
                .isEmpty();
    }

    @Test
    void wordsGoIntoEveryPlace() {
        OpenPrompt open = new OpenPrompt(row(7, 8, 1, 7, 8, 4), List.of(0, 3), 2);
        assertThat(open.with(new int[] {2, 9}).tokens()).containsExactly(2, 9, 1, 2, 9, 4);
        assertThat(open.row().tokens()).containsExactly(7, 8, 1, 7, 8, 4);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new OpenPrompt(row(7, 8, 7, 8, 4), List.of(0, 1), 2))
                .hasMessageContaining("places of 2 tokens at [0, 1]");
        assertThatThrownBy(() -> new OpenPrompt(row(7, 8, 4), List.of(1), 2))
                .hasMessageContaining("a prompt of 2 tokens");
        OpenPrompt open = new OpenPrompt(row(7, 8, 4), List.of(0), 2);
        assertThatThrownBy(() -> open.with(new int[] {1})).hasMessageContaining("2 tokens, but 1 were given");
    }

    private static Optional<List<Integer>> places(Sequence first, Sequence second) {
        return OpenPrompt.between(first, FIRST, second, SECOND).map(OpenPrompt::starts);
    }

    /** The last token is the completion. */
    private static Sequence row(int... tokens) {
        return new Sequence(tokens, tokens.length - 1);
    }
}
