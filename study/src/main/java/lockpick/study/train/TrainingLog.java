package lockpick.study.train;

import java.io.IOException;

/** Hears of every step of a training run. */
public interface TrainingLog {

    void step(Sft.Step step) throws IOException;
}
