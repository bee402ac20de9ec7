package lockpick.engine.policygradient;

import java.util.Arrays;

/** How much better each completion of a prompt is than the others. */
public final class Advantages {

    private Advantages() {}

    /**
     * (reward − mean) / standard deviation within the group, which takes the place of a value model (Shao et al., 2024, §4.1.2).
     * The deviation is of the group itself, divided by its size: two different rewards have the advantages 1 and −1.
     *
     * @param rewards of the completions of one prompt, in any unit
     * @return one for each; all 0 where all rewards are equal
     */
    public static double[] withinGroup(double[] rewards) {
        double[] fromMean = new double[rewards.length];
        if (Arrays.stream(rewards).allMatch(reward -> reward == rewards[0])) {
            return fromMean; // whatever rounding makes of their mean
        }
        double mean = Arrays.stream(rewards).average().orElseThrow();
        double squares = 0;
        for (int i = 0; i < rewards.length; i++) {
            fromMean[i] = rewards[i] - mean;
            squares += fromMean[i] * fromMean[i];
        }
        double deviation = Math.sqrt(squares / rewards.length);
        return Arrays.stream(fromMean).map(difference -> difference / deviation).toArray();
    }
}
