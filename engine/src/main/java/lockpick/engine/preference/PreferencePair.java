package lockpick.engine.preference;

import java.util.Arrays;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;

/**
 * Two completions, of which one is preferred.
 *
 * @param chosen the preferred completion behind its prompt, to learn by its own tokens, each with weight 1
 * @param rejected the other one, likewise
 * @param chosenReference Σ ln p of the chosen completion's tokens under the reference policy, nats
 * @param rejectedReference of the rejected completion's
 * @param weight what the pair's loss is multiplied by: 1, or how much better the chosen completion is, R(y⁺) − R(y⁻),
 *     where rewards are continuous (paper B.3.2); finite, at least 0
 */
public record PreferencePair(
        Sequence chosen, Sequence rejected, double chosenReference, double rejectedReference, double weight) {

    public PreferencePair {
        checkPlain(chosen);
        checkPlain(rejected);
        if (!Double.isFinite(chosenReference) || !Double.isFinite(rejectedReference)) {
            throw new IllegalArgumentException("preference pair: its reference log-probabilities are " + chosenReference
                    + " and " + rejectedReference + "; they must be finite");
        }
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("preference pair: its weight is " + weight
                    + "; it must be at least 0 and finite, so put the better completion first");
        }
    }

    /** Of weight 1. */
    public PreferencePair(Sequence chosen, Sequence rejected, double chosenReference, double rejectedReference) {
        this(chosen, rejected, chosenReference, rejectedReference, 1);
    }

    private static void checkPlain(Sequence row) {
        if (!(row.target() instanceof Target.OwnTokens) || !row.isEven()) {
            throw new IllegalArgumentException("preference pair: a row whose target is "
                    + row.target().getClass().getSimpleName() + " and whose weights are "
                    + Arrays.toString(row.weights()) + "; rows must learn their own tokens with weight 1");
        }
    }
}
