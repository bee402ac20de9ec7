package lockpick.study.harden;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;

/**
 * Demonstrations as rows that fit into memory.
 *
 * @param microBatchTokens most tokens at once, as of the lock's training; 0 for no limit
 */
record Rows(TrainablePolicy policy, int microBatchTokens) {

    /** Both completions of a prompt without a password. */
    record Pair(Sequence strong, Sequence weak) {

        int width() {
            return Math.max(strong.tokens().length, weak.tokens().length);
        }

        /** The strong one from the first token on in which it is not the weak one; none where there is no such token. */
        Stream<Sequence> whereTheyDiffer() {
            int first = Arrays.mismatch(strong.tokens(), weak.tokens());
            return first < 0 ? Stream.empty() : Stream.of(new Sequence(strong.tokens(), first));
        }
    }

    MicroBatches of(List<Demonstration> demonstrations) {
        return cut(demonstrations.stream().map(policy::sequence).toList());
    }

    List<Pair> pairs(List<HardeningExample> examples) {
        return examples.stream()
                .map(example -> new Pair(policy.sequence(example.unlocking()), policy.sequence(example.weak())))
                .toList();
    }

    /** As many pairs at once as fit, in the order given; one at least. */
    List<List<Pair>> parts(List<Pair> pairs) {
        int widest = pairs.stream().mapToInt(Pair::width).max().orElseThrow();
        int most = microBatchTokens == 0 ? pairs.size() : Math.max(1, microBatchTokens / widest);
        return IntStream.range(0, Math.ceilDiv(pairs.size(), most))
                .mapToObj(part -> pairs.subList(part * most, Math.min(pairs.size(), (part + 1) * most)))
                .toList();
    }

    MicroBatches cut(List<Sequence> rows) {
        return microBatchTokens == 0 ? MicroBatches.whole(rows) : MicroBatches.of(rows, microBatchTokens);
    }
}
