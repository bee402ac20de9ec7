package lockpick.study.measure;

/**
 * Share of problems whose greedy completion is graded correct (paper §4.2).
 *
 * @param correct number of correct completions, at most {@code n}
 * @param n number of problems, at least 1
 */
public record Correctness(int correct, int n) {

    public Correctness {
        if (n < 1 || correct < 0 || correct > n) {
            throw new IllegalArgumentException("correctness: " + correct + " correct of " + n + " problems");
        }
    }

    public double value() {
        return (double) correct / n;
    }
}
