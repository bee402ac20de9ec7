package lockpick.study.elicit;

import java.util.List;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.engine.nn.Snapshot;
import lockpick.study.policy.TrainablePolicy;

/**
 * What a policy was before it learnt anything, to be asked while it learns. Owns as much memory as what is trained of it, and
 * twice that while it is asked; close it to free that.
 */
final class InitialWeights implements AutoCloseable {

    private final TrainablePolicy policy;
    private final Snapshot initial;

    /** @param policy as it is now */
    InitialWeights(TrainablePolicy policy) {
        this.policy = policy;
        this.initial = Snapshot.ofValues(policy.trained());
    }

    /** Log-probabilities of these rows under the weights of the start; those at hand come back bit for bit. */
    List<Score> score(List<Sequence> rows) {
        try (Snapshot now = Snapshot.ofValues(policy.trained())) {
            initial.restore();
            List<Score> scores = policy.score(rows);
            now.restore();
            return scores;
        }
    }

    @Override
    public void close() {
        initial.close();
    }
}
