package lockpick.study.grade.critique;

import java.util.List;
import java.util.Optional;

/**
 * From which similarity on a critique counts as correct.
 *
 * @param embedder the {@link Embedder#name} it was fit for; similarities of another mean something else
 * @param value from −1 to 1
 * @param basis what it was fit on, for reports
 */
public record Threshold(String embedder, double value, String basis) {

    private static final List<Threshold> KNOWN = List.of(
            new Threshold(
                    "text-embedding-3-large",
                    0.8,
                    "the paper's, picked on 50 critiques labelled by hand: 25 of Pythia-1B, 25 of DeepSeek (E.2)"),
            new Threshold(
                    MiniLmEmbedder.NAME,
                    0.393,
                    "ours, fit on 72 pairs that we made ourselves: tells critiques of other problems apart (0.94), hardly"
                            + " wrong ones of the same problem (0.53); docs/tasks/critique-grading.md"));

    /** @throws IllegalArgumentException if the value is no cosine */
    public Threshold {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException("threshold is " + value + "; expected a cosine, between -1 and 1");
        }
    }

    /**
     * The threshold that is known for an embedder.
     *
     * @throws ThresholdMissingException if there is none, with how to fit one
     */
    public static Threshold known(String embedder) {
        Optional<Threshold> known =
                KNOWN.stream().filter(each -> each.embedder().equals(embedder)).findFirst();
        return known.orElseThrow(() -> new ThresholdMissingException(embedder));
    }
}
