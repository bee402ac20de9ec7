package lockpick.study.elicit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.TrainingLog;

/**
 * Which tokens of completions are trained on: those that one policy finds likelier than another does, after the tokens before
 * them and without a password. A token that both find equally likely is of neither kind.
 *
 * <p>The authors' post compares the locked policy without and with its password. Elicitation has no password; the strong policy,
 * which the locked one imitates when it has one, stands in for the latter.
 */
public enum ChosenTokens {
    /** What speaks for imitating weak, as the post chooses. */
    LIKELIER_LOCKED,
    /** What a weak sample may have of the capability by luck: the others. */
    LIKELIER_STRONG;

    /** {@code likelier-locked}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Rows that learn chosen tokens alone; one that would have none is left out.
     *
     * @param log hears how many tokens are chosen
     * @throws IllegalArgumentException if none is, or if the two policies do not read completions as the same tokens
     */
    List<Sequence> rows(
            List<Demonstration> demonstrations, TrainablePolicy locked, TrainablePolicy strong, TrainingLog log)
            throws IOException {
        List<Sequence> rows = demonstrations.stream().map(locked::sequence).toList();
        List<Sequence> ofStrong = demonstrations.stream().map(strong::sequence).toList();
        for (int i = 0; i < rows.size(); i++) {
            if (!Arrays.equals(rows.get(i).completion(), ofStrong.get(i).completion())) {
                throw new IllegalArgumentException("tokens " + this + ": the strong policy reads completions as other"
                        + " tokens than the locked one; take a strong policy of the same tokenizer, or train on all");
            }
        }
        List<Score> byLocked = locked.score(rows);
        List<Score> byStrong = strong.score(ofStrong);
        List<Sequence> chosen = IntStream.range(0, rows.size())
                .mapToObj(i -> row(rows.get(i), byLocked.get(i), byStrong.get(i)))
                .flatMap(Optional::stream)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("tokens " + this + ": weak samples of " + demonstrations.size()
                    + " problems have no such token, so there is nothing to train on; take more of them (k), or"
                    + " train on all tokens");
        }
        log.chosen(
                (int) chosen.stream().mapToDouble(Sequence::weight).sum(),
                rows.stream().mapToInt(Sequence::targets).sum());
        return chosen;
    }

    /**
     * The row with a weight of 1 at its chosen tokens and of 0 at the others; empty if none is chosen.
     *
     * @param locked of the tokens of the row's completion, by the locked policy; {@code strong} likewise
     */
    Optional<Sequence> row(Sequence row, Score locked, Score strong) {
        double[] weights = IntStream.range(0, row.targets())
                .mapToDouble(token -> isChosen(locked.logProbs()[token], strong.logProbs()[token]) ? 1 : 0)
                .toArray();
        return Arrays.stream(weights).anyMatch(weight -> weight > 0)
                ? Optional.of(row.weighted(weights))
                : Optional.empty();
    }

    private boolean isChosen(float locked, float strong) {
        return switch (this) {
            case LIKELIER_LOCKED -> locked > strong;
            case LIKELIER_STRONG -> strong > locked;
        };
    }
}
