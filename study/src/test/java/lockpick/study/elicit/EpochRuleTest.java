package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochRuleTest {

    /** Paper G.3: best of 256/k, 512/k and 1024/k epochs for k below 256, else of 1, 2 and 4. */
    @ParameterizedTest
    @CsvSource({
        "1, 256, 512, 1024", // 256, 512, 1024 epochs of 1
        "4, 256, 512, 1024", // 64, 128, 256 epochs of 4
        "64, 256, 512, 1024", // 4, 8, 16 epochs of 64
        "128, 256, 512, 1024", // 2, 4, 8 epochs of 128
        "256, 256, 512, 1024", // 1, 2, 4 epochs of 256
        "512, 512, 1024, 2048",
        "1024, 1024, 2048, 4096",
        // no whole number of epochs: rounded up
        "3, 258, 513, 1026", // 85⅓ → 86, 170⅔ → 171, 341⅓ → 342
        "100, 300, 600, 1100", // 2.56 → 3, 5.12 → 6, 10.24 → 11
        "255, 510, 765, 1275" // 1.004 → 2, 2.008 → 3, 4.016 → 5
    })
    void thePapersCandidatesInSequencesSeen(int k, int few, int more, int most) {
        assertThat(EpochRule.PAPER_RULE.candidates(k)).containsExactly(few, more, most);
    }

    @Test
    void withoutARuleThereAreNone() {
        assertThat(EpochRule.NONE.candidates(4)).isEmpty();
    }
}
