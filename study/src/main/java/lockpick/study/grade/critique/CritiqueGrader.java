package lockpick.study.grade.critique;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Grader;

/**
 * Compares a critique with the reference critique of its problem by what both mean (paper E.2): correct from a similarity on
 * that was fit for the embedder. The similarity itself, 0 where it is negative, is the reward.
 */
public final class CritiqueGrader implements Grader {

    private final Embedder embedder;
    private final double threshold;

    /** A critique and what it should say. */
    public record Critique(String text, String reference) {}

    /**
     * @param embedder stays its owner's
     * @throws ThresholdMissingException if no threshold is known for it
     */
    public static CritiqueGrader of(Embedder embedder) {
        return new CritiqueGrader(embedder, Threshold.known(embedder.name()));
    }

    /**
     * @param embedder stays its owner's
     * @throws IllegalArgumentException if the threshold was fit for another embedder
     */
    public CritiqueGrader(Embedder embedder, Threshold threshold) {
        if (!threshold.embedder().equals(embedder.name())) {
            throw new IllegalArgumentException("the threshold " + threshold.value() + " was fit for "
                    + threshold.embedder() + " and says nothing about similarities of " + embedder.name());
        }
        this.embedder = embedder;
        this.threshold = threshold.value();
    }

    @Override
    public Grade grade(String completion, String reference) {
        return grade(List.of(new Critique(completion, reference))).getFirst();
    }

    /** Grades many at once, in their order. */
    public List<Grade> grade(List<Critique> critiques) {
        List<Grade> grades = new ArrayList<>();
        for (double similarity : similarities(embedder, critiques)) {
            String reason = String.format(
                    Locale.ROOT,
                    "similarity %.3f, %s %.3f",
                    similarity,
                    similarity >= threshold ? "at least" : "less than",
                    threshold);
            Grade grade = similarity >= threshold ? Grade.correct(reason) : Grade.incorrect(reason);
            grades.add(grade.withReward(Math.max(similarity, 0)));
        }
        return grades;
    }

    /** Of each critique and its reference; each text is embedded once. */
    static List<Double> similarities(Embedder embedder, List<Critique> critiques) {
        List<String> texts = critiques.stream()
                .flatMap(critique -> Stream.of(critique.text(), critique.reference()))
                .distinct()
                .toList();
        List<float[]> vectors = embedder.embed(texts);
        Map<String, float[]> byText = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byText.put(texts.get(i), vectors.get(i));
        }
        return critiques.stream()
                .map(critique -> Cosine.between(
                        Objects.requireNonNull(byText.get(critique.text())),
                        Objects.requireNonNull(byText.get(critique.reference()))))
                .toList();
    }
}
