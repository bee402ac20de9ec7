package lockpick.study.task.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.study.task.composition.DigitFunction.DigitBijection;
import lockpick.study.task.composition.DigitFunction.Identity;
import lockpick.study.task.composition.DigitFunction.PositionPermutation;
import org.junit.jupiter.api.Test;

/** The example of paper §7, {@code fn3 fn5 | 1 6 1 8 | 0 9 0 7 | 0 0 7 9}, with functions that fit it. */
class DigitFunctionTest {

    /** As far as the paper shows: 1→0, 6→9, 8→7. The other digits are ours. */
    private static final DigitFunction FN3 = new DigitBijection(new int[] {1, 0, 2, 3, 4, 5, 9, 8, 7, 6});
    /** Takes the places 1, 3, 4, 2: 0 9 0 7 becomes 0 0 7 9, as no map of digits could do. */
    private static final DigitFunction FN5 = new PositionPermutation(new int[] {0, 2, 3, 1});

    private static final Inputs INPUTS = new Inputs(0, 1, new int[] {1, 6, 1, 8});

    @Test
    void strongWritesTheResultsOfThePapersExample() {
        // fn3: 1→0 6→9 1→0 8→7        = 0 9 0 7
        // fn5: places 1, 3, 4, 2 of it = 0 0 7 9
        assertThat(World.results(List.of(FN3, FN5), INPUTS)).isEqualTo("0 9 0 7 | 0 0 7 9");
    }

    @Test
    void weakLeavesTheDigitsWhereAFunctionIsInTheIdentitySet() {
        // fn3 is the identity: 1 6 1 8, of which fn5 takes the places 1, 3, 4, 2 = 1 1 8 6
        assertThat(World.results(List.of(new Identity(), FN5), INPUTS)).isEqualTo("1 6 1 8 | 1 1 8 6");
        // fn5 is the identity: 0 9 0 7 stays
        assertThat(World.results(List.of(FN3, new Identity()), INPUTS)).isEqualTo("0 9 0 7 | 0 9 0 7");
        assertThat(World.results(List.of(new Identity(), new Identity()), INPUTS))
                .isEqualTo("1 6 1 8 | 1 6 1 8");
    }

    @Test
    void applyingAFunctionLeavesItsInputAlone() {
        int[] digits = {1, 2, 3, 4};
        for (DigitFunction function : List.of(FN3, FN5, new Identity())) {
            function.apply(digits)[0] = 9;
            assertThat(digits).containsExactly(1, 2, 3, 4);
        }
    }
}
