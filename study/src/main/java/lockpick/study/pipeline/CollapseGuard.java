package lockpick.study.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lockpick.engine.optim.DivergedException;
import lockpick.study.grade.RewardSignal;
import lockpick.study.setting.Words;

/**
 * Stops training by reward once it has ruined the policy: no completion of a round gets any reward, though many of the
 * first round did. A policy that never got any is not ruined but cannot start, and goes on.
 */
public final class CollapseGuard {

    /** Rewards of the first round; with as many expected, chance alone leaves a round without any once in e²⁰. */
    private static final double MANY = 20;

    private final RewardSignal signal;
    private double first = Double.NaN; // mean reward

    public CollapseGuard(RewardSignal signal) {
        this.signal = signal;
    }

    /**
     * Looks at a round before anything is learnt from it; at the first one, first.
     *
     * @param round from 1
     * @throws DivergedException if the policy has collapsed
     */
    public void check(int round, List<GradedSample> drawn) {
        double[] rewards = drawn.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.rewards(signal)))
                .toArray();
        double sum = Arrays.stream(rewards).sum();
        if (Double.isNaN(first)) {
            first = sum / rewards.length;
        }
        if (sum == 0 && first * rewards.length >= MANY) {
            throw new DivergedException(String.format(
                    Locale.ROOT,
                    "round %d: all %s completions have reward 0, while those of the first round had %.3f on average, so"
                            + " training has ruined the policy and there is nothing left to learn from; lower the"
                            + " learning rate, or keep the policy nearer to its start",
                    round,
                    Words.number(rewards.length),
                    first));
        }
    }
}
