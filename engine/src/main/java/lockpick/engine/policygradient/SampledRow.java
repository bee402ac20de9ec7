package lockpick.engine.policygradient;

import java.util.Optional;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;

/**
 * A completion that a policy drew, and how good it turned out.
 *
 * @param row the completion behind its prompt, to learn by its own tokens, each with weight 1
 * @param advantage of the completion over others of its prompt; finite, and negative where it is worse
 * @param before log-probability of each of its tokens when it was drawn
 * @param reference the same under the policy that learning is kept near to; empty where it is kept near none
 */
public record SampledRow(Sequence row, double advantage, Score before, Optional<Score> reference) {

    public SampledRow {
        if (!(row.target() instanceof Target.OwnTokens) || !row.isEven()) {
            throw new IllegalArgumentException("sampled row: its target is "
                    + row.target().getClass().getSimpleName() + "; rows must learn their own tokens with weight 1");
        }
        if (!Double.isFinite(advantage)) {
            throw new IllegalArgumentException("sampled row: its advantage is " + advantage + "; it must be finite");
        }
        checkLength(row, before);
        reference.ifPresent(score -> checkLength(row, score));
    }

    private static void checkLength(Sequence row, Score score) {
        if (score.logProbs().length != row.targets()) {
            throw new IllegalArgumentException("sampled row: its completion has " + row.targets() + " tokens, but "
                    + score.logProbs().length + " log-probabilities; give one to each");
        }
    }
}
