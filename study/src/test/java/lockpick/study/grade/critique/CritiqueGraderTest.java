package lockpick.study.grade.critique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.LocalService;
import lockpick.study.endpoint.Vectors;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.critique.CritiqueGrader.Critique;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CritiqueGraderTest {

    @TempDir
    private Path cache;

    /** Vectors (1, 1) and (3, 1): cosine 4 / √20 = 0.8944; (1, 1) and (7, 1): 8 / √100 = 0.8. */
    @Test
    void aCritiqueIsCorrectFromTheThresholdOn() {
        try (LocalService service = Vectors.service();
                Embedder embedder = new EndpointEmbedder(service.endpoint(cache), Optional.empty())) {
            CritiqueGrader grader = new CritiqueGrader(embedder, new Threshold("m-1", 0.85, "made up"));
            List<Grade> grades = grader.grade(List.of(new Critique("a", "ccc"), new Critique("ccccccc", "a")));
            assertThat(grades).extracting(Grade::verdict).containsExactly(Verdict.CORRECT, Verdict.INCORRECT);
            assertThat(grades.get(0).reward()).isCloseTo(4 / Math.sqrt(20), within(1e-6));
            assertThat(grades.get(1).reward()).isCloseTo(0.8, within(1e-6));
            assertThat(grades.get(1).reason()).isEqualTo("similarity 0.800, less than 0.850");
            assertThat(grader.grade("a", "a").reward()).isCloseTo(1, within(1e-6));
            assertThat(service.asked()).hasSize(1); // the others had been asked for
        }
    }

    @Test
    void oppositeDirectionsHaveNoReward() {
        String opposite =
                "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [-1, -2]}]}";
        try (LocalService service = new LocalService(asked -> opposite);
                Embedder embedder = new EndpointEmbedder(service.endpoint(cache), Optional.of(2))) {
            Grade grade = new CritiqueGrader(embedder, new Threshold("m-1/2", 0.5, "made up")).grade("a", "b");
            assertThat(grade.reward()).isZero();
            assertThat(grade.reason()).isEqualTo("similarity -1.000, less than 0.500");
        }
    }

    @Test
    void thePapersThresholdIsForThePapersEmbedder() {
        assertThat(Threshold.known("text-embedding-3-large").value()).isEqualTo(0.8);
    }

    @Test
    void anEmbedderWithoutAThresholdIsRefusedWithTheWayToFitOne() {
        try (LocalService service = Vectors.service();
                Embedder embedder = new EndpointEmbedder(service.endpoint(cache), Optional.empty())) {
            assertThatThrownBy(() -> CritiqueGrader.of(embedder))
                    .isInstanceOf(ThresholdMissingException.class)
                    .hasMessage("no threshold is known for the embedder m-1; label some 50 critiques as JSON Lines of"
                            + " {\"text\": …, \"reference\": …, \"correct\": true or false}, fit one on them with"
                            + " lockpick threshold (docs/tasks/critique-grading.md), and give it in the study");
            assertThatThrownBy(() -> new CritiqueGrader(embedder, Threshold.known("text-embedding-3-large")))
                    .hasMessage(
                            "the threshold 0.8 was fit for text-embedding-3-large and says nothing about similarities"
                                    + " of m-1");
        }
    }

    /**
     * The threshold in the code is what comes of 72 pairs: 12 references, each with 2 critiques that say the same in other
     * words and 2 that blame something else in the same program; and the 24 right ones once more, held against the
     * reference of the next problem. The encoder tells problems apart, and hardly right from wrong within one:
     * docs/tasks/critique-grading.md.
     */
    @Test
    void theThresholdOfTheBundledEncoderIsWhatOurPairsGive() throws IOException, URISyntaxException {
        List<LabelledCritique> sameProgram = LabelledCritique.read(
                Path.of(CritiqueGraderTest.class.getResource("pairs.jsonl").toURI()));
        List<LabelledCritique> right =
                sameProgram.stream().filter(LabelledCritique::correct).toList();
        List<LabelledCritique> all = new ArrayList<>(sameProgram);
        List<LabelledCritique> otherProblem = new ArrayList<>(right);
        for (int i = 0; i < right.size(); i++) {
            String next = right.get((i + 2) % right.size()).reference();
            LabelledCritique wrong = new LabelledCritique(right.get(i).text(), next, false);
            all.add(wrong);
            otherProblem.add(wrong);
        }
        try (Embedder embedder = new MiniLmEmbedder()) {
            ThresholdFit fit = fit(embedder, all);
            assertThat(Threshold.known(embedder.name()).value()).isCloseTo(fit.threshold(), within(0.003));
            assertThat(fit.heldOutScore()).isCloseTo(0.69, within(0.03));
            assertThat(fit(embedder, sameProgram).heldOutScore()).isCloseTo(0.53, within(0.03));
            assertThat(fit(embedder, otherProblem).heldOutScore()).isCloseTo(0.94, within(0.03));
        }
    }

    private static ThresholdFit fit(Embedder embedder, List<LabelledCritique> pairs) {
        return ThresholdFit.of(embedder, pairs, Criterion.BALANCED_ACCURACY, new Seed(0));
    }
}
