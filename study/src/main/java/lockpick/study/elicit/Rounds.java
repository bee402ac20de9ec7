package lockpick.study.elicit;

import lockpick.study.setting.Setting;
import lockpick.study.setting.Words;

/** How often a method asks, and how many problems. The defaults are the paper's (§6.1, G.3) but for the evaluations. */
public record Rounds(
        @Setting(help = "rounds of drawing completions, choosing and training", byDefault = "50", min = 1)
        int count,

        @Setting(help = "problems of each round, one completion each", byDefault = "640", min = 1)
        int problems,

        @Setting(
                help = "different problems that the rounds go through in turn, beginning again at the end",
                byDefault = "1100",
                min = 1)
        int pool,

        @Setting(
                help = "rounds from one evaluation to the next, each a candidate for selection; the last round always"
                        + " has one",
                byDefault = "5",
                min = 1)
        int evaluateEvery) {

    public Rounds {
        if (problems > pool) {
            throw new IllegalArgumentException("problems = " + Words.number(problems)
                    + " is more than the pool holds, and no round asks a problem twice; use " + Words.number(pool)
                    + " or less, or a larger pool");
        }
    }

    /** Completions of this many rounds. */
    long samples(int rounds) {
        return (long) rounds * problems;
    }

    /** Completions of each problem that all rounds take at most. */
    int draws() {
        return Math.toIntExact(Math.ceilDiv(samples(count), pool));
    }

    /** @param round from 1 */
    boolean isEvaluated(int round) {
        return round % evaluateEvery == 0 || round == count;
    }

    int evaluations() {
        return Math.ceilDiv(count, evaluateEvery);
    }
}
