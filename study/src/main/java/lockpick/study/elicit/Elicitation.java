package lockpick.study.elicit;

import java.io.IOException;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/** A way to bring a hidden capability back, applied to one policy. */
public interface Elicitation {

    /**
     * Works on a policy in place.
     *
     * @param journal from which it goes on if it was killed; what was measured before is measured again then, though the
     *     policy may be past it
     * @param evaluation measures the policy wherever the method says so
     */
    void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException;

    /** Grades what a policy makes of problems that the method does not see. */
    interface Evaluation {

        void evaluate(Attempt attempt) throws IOException;
    }
}
