package lockpick.study.grade.critique;

import java.util.Comparator;
import java.util.List;

/**
 * A place to cut between critiques that are similar enough and those that are not.
 *
 * @param score by the criterion, of the critiques it was chosen on
 */
record Cut(double threshold, double score) {

    /**
     * The best cut. All similarities between two neighbours cut alike: the middle is taken. Of several gaps with equal
     * scores the widest, then the lowest. Below all and above all is no gap: such a threshold would tell nothing.
     *
     * @param scored with both labels among them
     */
    static Cut best(List<Scored> scored, Criterion criterion) {
        List<Scored> descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::similarity).reversed())
                .toList();
        int correct = count(scored, true);
        int incorrect = scored.size() - correct;
        double bestScore = -1;
        double bestWidth = 0;
        double best = Double.NaN;
        int hits = 0;
        int alarms = 0;
        for (int i = 0; i + 1 < descending.size(); i++) {
            if (descending.get(i).correct()) {
                hits++;
            } else {
                alarms++;
            }
            double upper = descending.get(i).similarity();
            double lower = descending.get(i + 1).similarity();
            double width = upper - lower;
            double score = criterion.score(hits, alarms, correct, incorrect);
            if (width > 0 && (score > bestScore || (score == bestScore && width >= bestWidth))) {
                bestScore = score;
                bestWidth = width;
                best = lower + width / 2;
            }
        }
        return new Cut(best, bestScore);
    }

    /** How well a threshold tells others. */
    static double score(List<Scored> others, double threshold, Criterion criterion) {
        int correct = count(others, true);
        List<Scored> found =
                others.stream().filter(each -> each.similarity() >= threshold).toList();
        int hits = count(found, true);
        return criterion.score(hits, found.size() - hits, correct, others.size() - correct);
    }

    static int count(List<Scored> scored, boolean correct) {
        return (int) scored.stream().filter(each -> each.correct() == correct).count();
    }
}
