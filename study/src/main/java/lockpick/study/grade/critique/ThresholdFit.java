package lockpick.study.grade.critique;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.critique.CritiqueGrader.Critique;

/**
 * A threshold chosen on labelled critiques, and how sure it is (paper E.2 chose on 50). Uncertainty comes from 2,000
 * resamples of the critiques, drawn with replacement among the correct and among the incorrect ones.
 *
 * @param low 2.5 % of resamples have a lower threshold; {@code high}: 2.5 % a higher one
 * @param score by the criterion, on the critiques it was chosen on, which flatters it
 * @param heldOutScore mean over resamples of the score on the critiques that were not drawn: what to expect of new ones
 */
public record ThresholdFit(
        double threshold,
        double low,
        double high,
        double score,
        double heldOutScore,
        int correct,
        int incorrect,
        Criterion criterion) {

    private static final int RESAMPLES = 2_000;
    private static final int FEWEST = 5;

    /**
     * Embeds critiques, then fits a threshold for this embedder.
     *
     * @throws IllegalArgumentException with fewer than 5 correct or 5 incorrect ones
     */
    public static ThresholdFit of(Embedder embedder, List<LabelledCritique> critiques, Criterion criterion, Seed seed) {
        List<Double> similarities = CritiqueGrader.similarities(
                embedder,
                critiques.stream()
                        .map(each -> new Critique(each.text(), each.reference()))
                        .toList());
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < critiques.size(); i++) {
            scored.add(new Scored(similarities.get(i), critiques.get(i).correct()));
        }
        return of(scored, criterion, seed);
    }

    /** As the other, from similarities. */
    public static ThresholdFit of(List<Scored> scored, Criterion criterion, Seed seed) {
        List<Scored> right = scored.stream().filter(Scored::correct).toList();
        List<Scored> wrong = scored.stream().filter(each -> !each.correct()).toList();
        if (right.size() < FEWEST || wrong.size() < FEWEST) {
            throw new IllegalArgumentException(right.size() + " correct and " + wrong.size()
                    + " incorrect critiques; label at least " + FEWEST + " of each, better 25");
        }
        Cut cut = Cut.best(scored, criterion);
        if (Double.isNaN(cut.threshold())) {
            throw new IllegalArgumentException("all critiques are equally similar to their references");
        }
        double[] thresholds = new double[RESAMPLES];
        double heldOut = 0;
        int resamples = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            RandomGenerator random = seed.stream("resample", i).generator();
            List<Scored> drawn = new ArrayList<>();
            List<Scored> left = new ArrayList<>();
            draw(right, random, drawn, left);
            draw(wrong, random, drawn, left);
            Cut again = Cut.best(drawn, criterion);
            thresholds[i] = Double.isNaN(again.threshold()) ? cut.threshold() : again.threshold();
            int leftRight = Cut.count(left, true);
            if (leftRight > 0 && leftRight < left.size()) {
                heldOut += Cut.score(left, thresholds[i], criterion);
                resamples++;
            }
        }
        Arrays.sort(thresholds);
        return new ThresholdFit(
                cut.threshold(),
                thresholds[(int) (RESAMPLES * 0.025)],
                thresholds[(int) (RESAMPLES * 0.975)],
                cut.score(),
                heldOut / resamples,
                right.size(),
                wrong.size(),
                criterion);
    }

    private static void draw(List<Scored> from, RandomGenerator random, List<Scored> drawn, List<Scored> left) {
        boolean[] taken = new boolean[from.size()];
        for (int i = 0; i < from.size(); i++) {
            int chosen = random.nextInt(from.size());
            taken[chosen] = true;
            drawn.add(from.get(chosen));
        }
        for (int i = 0; i < from.size(); i++) {
            if (!taken[i]) {
                left.add(from.get(i));
            }
        }
    }

    /** The threshold for grading. */
    public Threshold threshold(String embedder) {
        return new Threshold(embedder, threshold, toString());
    }

    /** In words: {@code 0.62 [0.55, 0.68], balanced accuracy 0.90 (0.85 held out), 25 correct and 25 incorrect}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f], %s %.2f (%.2f held out), %d correct and %d incorrect",
                threshold,
                low,
                high,
                criterion == Criterion.F1 ? "F1" : "balanced accuracy",
                score,
                heldOutScore,
                correct,
                incorrect);
    }
}
