package lockpick.study.elicit;

import java.io.IOException;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/** Tells of trainings that follow each other as of one long one. */
final class ContinuedLog implements TrainingLog {

    private final TrainingLog log;
    private Sft.Step before = Sft.Step.NONE; // of all trainings that are over
    private Sft.Step newest = Sft.Step.NONE;

    ContinuedLog(TrainingLog log) {
        this.log = log;
    }

    /** Another training begins with its step 1. */
    @Override
    public void step(Sft.Step made) throws IOException {
        if (made.step() == 1) {
            before = newest;
        }
        newest = made.after(before);
        log.step(newest);
    }

    /** The newest step, counted over all. */
    Sft.Step newest() {
        return newest;
    }

    /** Of the first alone. */
    @Override
    public void planned(String memory) {
        if (newest.step() == 0) {
            log.planned(memory);
        }
    }
}
