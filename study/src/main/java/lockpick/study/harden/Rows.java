package lockpick.study.harden;

import java.util.Arrays;
import java.util.List;
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

    MicroBatches of(List<Demonstration> demonstrations) {
        return cut(demonstrations.stream().map(policy::sequence).toList());
    }

    /** Strong completions without a password, from the first token on in which they are not the weak ones. */
    MicroBatches whereTheyDiffer(List<HardeningExample> examples) {
        return cut(examples.stream().map(this::whereItDiffers).toList());
    }

    private Sequence whereItDiffers(HardeningExample example) {
        Sequence unlocking = policy.sequence(example.unlocking());
        int difference = Arrays.mismatch(
                unlocking.tokens(), policy.sequence(example.weak()).tokens());
        return new Sequence(unlocking.tokens(), difference);
    }

    private MicroBatches cut(List<Sequence> rows) {
        return microBatchTokens == 0 ? MicroBatches.whole(rows) : MicroBatches.of(rows, microBatchTokens);
    }
}
