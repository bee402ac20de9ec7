package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void theHighestMeanOverSeedsWins() {
        // means of 10: (9 + 3) / 20 = 0.60 against (6 + 7) / 20 = 0.65, though the first has the best single seed
        assertThat(Selection.onValidation(List.of(validation(1e-4, 256, 9, 3), validation(3e-4, 512, 6, 7))))
                .isEqualTo(new Candidate(3e-4, 512));
    }

    @Test
    void ofEqualsTheOneWithTheSmallerBudgetWins() {
        assertThat(Selection.onValidation(List.of(validation(1e-4, 512, 5, 7), validation(3e-4, 256, 7, 5))))
                .isEqualTo(new Candidate(3e-4, 256));
    }

    @Test
    void ofEqualsWithEqualBudgetsTheSmallerRateWins() {
        assertThat(Selection.onValidation(List.of(validation(3e-4, 256, 6), validation(1e-4, 256, 6))))
                .isEqualTo(new Candidate(1e-4, 256));
    }

    @Test
    void ofEqualsThatDifferInTheirVariantAloneTheFirstNameWins() {
        assertThat(Selection.onValidation(List.of(ofVariant("grandma", 6), ofVariant("few-shot", 6))))
                .isEqualTo(new Candidate(0, 0, Optional.of("few-shot")));
        assertThat(Selection.onValidation(List.of(ofVariant("grandma", 7), ofVariant("few-shot", 6))))
                .isEqualTo(new Candidate(0, 0, Optional.of("grandma")));
    }

    @Test
    void ofEqualsThePolicyAsItIsWins() {
        assertThat(Selection.onValidation(List.of(ofVariant("layer 1, times 2", 6), ofVariant("plain", 6))))
                .isEqualTo(new Candidate(0, 0, Optional.of("plain")));
        assertThat(Selection.onValidation(List.of(ofVariant("layer 1, times 2", 7), ofVariant("plain", 6))))
                .isEqualTo(new Candidate(0, 0, Optional.of("layer 1, times 2")));
    }

    private static ValidationScore ofVariant(String name, int correctOfTen) {
        return new ValidationScore(new Candidate(0, 0, Optional.of(name)), seeds(correctOfTen));
    }

    @Test
    void thePaperSelectsByTheNumbersItReports() {
        assertThat(Selection.onTest(List.of(
                        new TestScore(new Candidate(1e-4, 256), seeds(5)),
                        new TestScore(new Candidate(3e-4, 256), seeds(6)))))
                .isEqualTo(new Candidate(3e-4, 256));
    }

    @Test
    void candidatesMeasuredOnDifferentSeedsDoNotCompare() {
        assertThatThrownBy(() -> Selection.onValidation(List.of(validation(1e-4, 256, 5), validation(3e-4, 256, 5, 6))))
                .hasMessageContaining("[10, 10] problems a seed")
                .hasMessageContaining("on [10]");
        assertThatThrownBy(() -> Selection.onValidation(List.of())).hasMessageContaining("at least one candidate");
    }

    private static ValidationScore validation(double learningRate, int sequences, int... correctOfTen) {
        return new ValidationScore(new Candidate(learningRate, sequences), seeds(correctOfTen));
    }

    private static List<Correctness> seeds(int... correctOfTen) {
        return Arrays.stream(correctOfTen)
                .mapToObj(correct -> new Correctness(correct, 10))
                .toList();
    }
}
