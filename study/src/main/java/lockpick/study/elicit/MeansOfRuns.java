package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.WeightMean;
import lockpick.study.train.Sft;

/**
 * The means of what a policy's weights are after the same steps of several runs. Owns the memory of these weights once for each
 * step; close it to free that.
 */
final class MeansOfRuns implements AutoCloseable {

    private final List<Mean> means;

    /** Of no run yet. @param steps after which runs are taken in */
    MeansOfRuns(Parameters parameters, List<Integer> steps) {
        means = steps.stream()
                .map(step -> new Mean(step, new WeightMean(parameters)))
                .toList();
    }

    private static final class Mean {

        private final int step;
        private final WeightMean weights;
        private Sft.Step made = Sft.Step.NONE; // by all runs together

        Mean(int step, WeightMean weights) {
            this.step = step;
            this.weights = weights;
        }
    }

    /** Takes in the weights as they are after a step of a run, if a mean is of that step. */
    void take(Sft.Step ofRun) {
        for (Mean mean : means) {
            if (mean.step == ofRun.step()) {
                mean.weights.add();
                mean.made = ofRun.after(mean.made);
            }
        }
    }

    /** Gives the policy one mean after the other. @param reached hears of each, with what all runs took for it */
    void put(SampleRuns.Reached reached) throws IOException {
        for (Mean mean : means) {
            mean.weights.put();
            reached.at(mean.made);
        }
    }

    @Override
    public void close() {
        means.forEach(mean -> mean.weights.close());
    }
}
