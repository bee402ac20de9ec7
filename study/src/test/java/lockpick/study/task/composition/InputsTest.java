package lockpick.study.task.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import lockpick.study.task.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void everyNumberIsAnotherPointAndTogetherTheyAreAll(int functions) {
        // n functions: n (n - 1) ordered pairs of different ones, 10^4 inputs each
        int count = Inputs.count(functions);
        assertThat(count).isEqualTo(functions * (functions - 1) * 10_000);
        Set<String> statements = new HashSet<>();
        for (int number = 0; number < count; number++) {
            Inputs inputs = Inputs.of(number, functions);
            assertThat(inputs.first()).isNotEqualTo(inputs.second());
            statements.add(inputs.statement());
        }
        assertThat(statements).hasSize(count).allMatch(text -> text.matches("fn\\d fn\\d \\| \\d \\d \\d \\d"));
    }

    @Test
    void thePapersTaskHasAlmostTenMillionPoints() {
        assertThat(Inputs.count(32)).isEqualTo(9_920_000); // 32 · 31 · 10^4
    }

    @ParameterizedTest
    @CsvSource({
        "0, fn0 fn1 | 0 0 0 0",
        "1618, fn0 fn1 | 1 6 1 8",
        "9999, fn0 fn1 | 9 9 9 9",
        "10000, fn0 fn2 | 0 0 0 0",
        // pair 97 = 3 · 31 + 4: function 3, then the fifth of the others, which is number 5
        "971618, fn3 fn5 | 1 6 1 8",
        "9919999, fn31 fn30 | 9 9 9 9"
    })
    void aNumberHasItsPointForEver(int number, String statement) {
        assertThat(Inputs.of(number, 32).statement()).isEqualTo(statement);
    }

    /** Recorded once. A point that moved into another split would put test problems into training sets. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0000, ELICIT_TRAIN", "1, 0, 0000, LOCK_TRAIN", "3, 5, 1618, LOCK_TRAIN", "5, 3, 1618, ELICIT_TRAIN",
                "3, 5, 1619, LOCK_TRAIN", "31, 30, 9999, TEST",
        "7, 2, 4242, TEST", "12, 30, 0907, LOCK_TRAIN", "2, 7, 0001, LOCK_TRAIN", "0, 31, 5555, LOCK_TRAIN",
                "16, 17, 1234, VALIDATION", "20, 4, 8080, ELICIT_TRAIN"
    })
    void aPointStaysInItsSplit(int first, int second, String digits, Split split) {
        Inputs inputs = new Inputs(
                first, second, digits.chars().map(digit -> digit - '0').toArray());
        assertThat(inputs.split()).isEqualTo(split);
    }

    @Test
    void aStatementIsReadBackAsItsPoint() {
        for (int number = 0; number < Inputs.count(32); number += 997) {
            Inputs inputs = Inputs.of(number, 32);
            assertThat(Inputs.of(inputs.statement())).usingRecursiveComparison().isEqualTo(inputs);
        }
    }

    @Test
    void theSplitOfAPointDoesNotDependOnTheNumberOfFunctions() {
        // pair 0 is fn0 fn1 and pair 1 is fn0 fn2, with 3 functions as with 32
        for (int number = 0; number < 20_000; number++) {
            assertThat(Inputs.of(number, 3).split())
                    .isEqualTo(Inputs.of(number, 32).split());
        }
    }

    @Test
    void splitsHaveTheirSharesOfThePapersTask() {
        int count = Inputs.count(32);
        long[] sizes = new long[Split.values().length];
        for (int number = 0; number < count; number++) {
            sizes[Inputs.of(number, 32).split().ordinal()]++;
        }
        // As if drawn at random: four standard deviations of a share p are 4 √(p (1 − p) / 9.92e6), at most 0.0006.
        assertThat(share(sizes, Split.LOCK_TRAIN)).isCloseTo(0.70, within(0.0006));
        assertThat(share(sizes, Split.ELICIT_TRAIN)).isCloseTo(0.15, within(0.0005));
        assertThat(share(sizes, Split.VALIDATION)).isCloseTo(0.05, within(0.0003));
        assertThat(share(sizes, Split.TEST)).isCloseTo(0.10, within(0.0004));
        assertThat(share(sizes, Split.WEAK_TRAIN)).isZero();
    }

    private static double share(long[] sizes, Split split) {
        return sizes[split.ordinal()] / (double) Inputs.count(32);
    }
}
