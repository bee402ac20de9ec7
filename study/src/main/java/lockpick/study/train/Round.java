package lockpick.study.train;

/**
 * What the completions of a round were worth, before anything is learnt from them.
 *
 * @param round from 1
 * @param samples completions of all rounds so far
 * @param drawn completions of this round, at least 1
 * @param reward mean over them, from 0 to 1, as the method counts reward
 * @param correct how many of them are right
 * @param kept how many are learnt from
 * @param keptReward mean reward of those; 0 where there are none
 * @param allEqual whether all rewards of the round are the same, so that chance alone decides what is kept
 */
public record Round(
        int round,
        long samples,
        int drawn,
        double reward,
        int correct,
        int kept,
        double keptReward,
        boolean allEqual) {}
