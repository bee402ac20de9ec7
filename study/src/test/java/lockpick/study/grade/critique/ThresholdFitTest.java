package lockpick.study.grade.critique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.lines.BrokenLinesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdFitTest {

    private static List<Scored> scored(double[] correct, double[] incorrect) {
        List<Scored> all = new ArrayList<>();
        DoubleStream.of(correct).forEach(s -> all.add(new Scored(s, true)));
        DoubleStream.of(incorrect).forEach(s -> all.add(new Scored(s, false)));
        return all;
    }

    @Test
    void separateLabelsAreCutInTheMiddle() {
        Cut cut = Cut.best(scored(new double[] {0.9, 0.8}, new double[] {0.4, 0.2}), Criterion.BALANCED_ACCURACY);
        assertThat(cut.threshold()).isCloseTo(0.6, within(1e-12)); // (0.8 + 0.4) / 2
        assertThat(cut.score()).isEqualTo(1);
    }

    /**
     * Correct 0.9, 0.7, 0.4; incorrect 0.8, 0.3, 0.1. Cuts from above, balanced accuracy: 0.85 (1/3 + 3/3)/2 = 4/6; 0.75
     * (1/3 + 2/3)/2 = 3/6; 0.55 (2/3 + 2/3)/2 = 4/6; 0.35 (3/3 + 2/3)/2 = 5/6; 0.2 4/6. F1 = 2·hits/(found + 3): 2/4, 2/5,
     * 4/6, 6/7, 6/8.
     */
    @Test
    void mixedLabelsAreCutWhereMostAreToldRight() {
        List<Scored> scored = scored(new double[] {0.9, 0.7, 0.4}, new double[] {0.8, 0.3, 0.1});
        Cut balanced = Cut.best(scored, Criterion.BALANCED_ACCURACY);
        assertThat(balanced.threshold()).isCloseTo(0.35, within(1e-12));
        assertThat(balanced.score()).isCloseTo(5.0 / 6, within(1e-12));
        Cut f1 = Cut.best(scored, Criterion.F1);
        assertThat(f1.threshold()).isCloseTo(0.35, within(1e-12));
        assertThat(f1.score()).isCloseTo(6.0 / 7, within(1e-12));
        assertThat(Cut.score(scored, 0.75, Criterion.BALANCED_ACCURACY)).isCloseTo(0.5, within(1e-12));
        assertThat(Cut.score(scored, 0.55, Criterion.F1)).isCloseTo(4.0 / 6, within(1e-12));
    }

    /** Cutting at 0.8 … 0.5 and at 0.4 … 0.1 both tell 3 of 4 right in each way; the second gap is as wide, so the lower. */
    @Test
    void ofEqualGapsTheWidestThenTheLowestIsTaken() {
        assertThat(Cut.best(scored(new double[] {0.8, 0.4}, new double[] {0.5, 0.1}), Criterion.BALANCED_ACCURACY)
                        .threshold())
                .isCloseTo(0.25, within(1e-12));
        assertThat(Cut.best(scored(new double[] {0.9, 0.4}, new double[] {0.5, 0.1}), Criterion.BALANCED_ACCURACY)
                        .threshold())
                .isCloseTo(0.7, within(1e-12));
    }

    @Test
    void equalSimilaritiesStayTogether() {
        Cut cut = Cut.best(scored(new double[] {0.6, 0.6}, new double[] {0.6, 0.2}), Criterion.BALANCED_ACCURACY);
        assertThat(cut.threshold()).isCloseTo(0.4, within(1e-12));
        assertThat(cut.score()).isCloseTo(0.75, within(1e-12));
    }

    /** Correct ones around 0.7, incorrect ones around 0.3, both ± 0.2: told apart at 0.5 in 0.99 of the cases. */
    @Test
    void theIntervalHoldsTheTruthAndNarrowsWithMoreLabels() {
        ThresholdFit few = ThresholdFit.of(random(10), Criterion.BALANCED_ACCURACY, new Seed(1));
        ThresholdFit many = ThresholdFit.of(random(200), Criterion.BALANCED_ACCURACY, new Seed(1));
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
        assertThat(many.low()).isLessThan(0.55);
        assertThat(many.high()).isGreaterThan(0.45);
        assertThat(many.threshold()).isBetween(many.low(), many.high());
        assertThat(many.heldOutScore()).isLessThanOrEqualTo(many.score()).isGreaterThan(0.9);
        assertThat(ThresholdFit.of(random(10), Criterion.BALANCED_ACCURACY, new Seed(1)))
                .isEqualTo(few);
    }

    /** Labels that the similarities know nothing of: 0.5 is what to expect, however well the fit looks. */
    @Test
    void theHeldOutScoreSeesThroughALuckyFit() {
        RandomGenerator random = new Seed(5).generator();
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            scored.add(new Scored(random.nextDouble(), i % 2 == 0));
        }
        ThresholdFit fit = ThresholdFit.of(scored, Criterion.BALANCED_ACCURACY, new Seed(1));
        assertThat(fit.score()).isGreaterThan(0.55);
        assertThat(fit.heldOutScore()).isBetween(0.38, 0.58);
    }

    private static List<Scored> random(int each) {
        RandomGenerator random = new Seed(3).generator();
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            scored.add(new Scored(0.7 + 0.1 * random.nextGaussian(), true));
            scored.add(new Scored(0.3 + 0.1 * random.nextGaussian(), false));
        }
        return scored;
    }

    @Test
    void tooFewLabelsAreRefused() {
        assertThatThrownBy(() -> ThresholdFit.of(random(4), Criterion.F1, new Seed(1)))
                .hasMessage("4 correct and 4 incorrect critiques; label at least 5 of each, better 25");
        List<Scored> same = new ArrayList<>(random(5));
        same.replaceAll(each -> new Scored(0.5, each.correct()));
        assertThatThrownBy(() -> ThresholdFit.of(same, Criterion.F1, new Seed(1)))
                .hasMessage("all critiques are equally similar to their references");
    }

    @Test
    void brokenLabelsAreAllNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("labels.jsonl");
        Files.writeString(file, """
                {"text": "a", "reference": "b", "correct": true, "by": "me"}

                {"text": "a", "reference": "b"}
                {"text": 5, "reference": "b", "correct": true}
                ["a"]
                {"text": "a"
                """);
        assertThatThrownBy(() -> LabelledCritique.read(file))
                .isInstanceOf(BrokenLinesException.class)
                .hasMessageContaining("labels.jsonl: 4 problems")
                .hasMessageContaining("labels.jsonl:3: no \"correct\" among [text, reference]; expected true or false")
                .hasMessageContaining("labels.jsonl:4: \"text\" is 5; expected text")
                .hasMessageContaining("labels.jsonl:5: expected an object in braces")
                .hasMessageContaining("labels.jsonl:6: not valid JSON (");
    }
}
