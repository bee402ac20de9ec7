package lockpick.study.elicit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.grade.RewardSignal;
import lockpick.study.setting.Setting;
import lockpick.study.setting.Words;

/** Which completions of a round are learnt from. The defaults are the paper's (§6.1, G.3). */
public record BestSamples(
        @Setting(
                help = "completions of each round that are learnt from, one run for each number; of equals, chance"
                        + " decides (the paper tried 16, 64 and 256)",
                byDefault = "[64]",
                min = 1,
                minItems = 1)
        List<Integer> keep,

        @Setting(
                help = "what makes a completion the better one: correct is right or wrong, reward the grader's whole"
                        + " number from 0 to 1 (paper B.3.2)",
                byDefault = "correct")
        RewardSignal reward,

        @Setting(
                help = "a language model whose rating, in the paper's words (E.1), is the reward in place of the"
                        + " grader's number (figure 15); what is right stays the grader's to say")
        Optional<EndpointConfig> judge,

        @Setting(
                help = "keep right completions alone, however few those are; the paper keeps the best, whatever they"
                        + " are",
                byDefault = "false")
        boolean onlyCorrect,

        @Setting(
                help = "what a round trains on: round is its own best completions, all those of earlier rounds as well",
                byDefault = "round")
        TrainedOn trainOn) {

    /** What a round trains on. */
    public enum TrainedOn {
        ROUND,
        ALL;

        /** {@code round}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public BestSamples {
        keep = List.copyOf(keep);
        RatedTask.requireUsed(judge, reward);
    }

    /** @throws IllegalArgumentException if more are to be kept than a round has */
    void requireAtMost(int drawn) {
        for (int number : keep) {
            if (number > drawn) {
                throw new IllegalArgumentException("best.keep has " + Words.number(number)
                        + ", more than the completions of a round; use " + Words.number(drawn)
                        + " or less, or more rounds.problems");
            }
        }
    }

    BestSamples keeping(int number) {
        return new BestSamples(List.of(number), reward, judge, onlyCorrect, trainOn);
    }

    /** The best completions of a round, the better ones first; of equal ones, which are among them is drawn. */
    List<GradedCompletion> of(List<GradedCompletion> graded, Seed ties) {
        List<GradedCompletion> shuffled = new ArrayList<>(graded);
        Collections.shuffle(shuffled, Random.from(ties.generator()));
        return shuffled.stream()
                .filter(each -> !onlyCorrect || each.grade().isCorrect())
                .sorted(Comparator.comparing(this::reward, Comparator.reverseOrder())) // stable: equals stay shuffled
                .limit(keep.getFirst())
                .toList();
    }

    /** What a round trains on, given what the one before it did. */
    List<GradedCompletion> shown(List<GradedCompletion> before, List<GradedCompletion> best) {
        return switch (trainOn) {
            case ROUND -> best;
            case ALL -> Stream.concat(before.stream(), best.stream()).toList();
        };
    }

    /** Most completions that a round trains on. @param round from 1 @param drawn in each round */
    int mostShown(int round, int drawn) {
        int kept = Math.min(keep.getFirst(), drawn);
        return switch (trainOn) {
            case ROUND -> kept;
            case ALL -> Math.multiplyExact(round, kept);
        };
    }

    double reward(GradedCompletion graded) {
        return reward.of(graded.grade());
    }
}
