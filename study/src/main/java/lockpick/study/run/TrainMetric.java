package lockpick.study.run;

/**
 * How training stands at a step. A run logs one at every hundredth of its length and one at its end.
 *
 * @param step optimizer steps made, from 1
 * @param sequences training sequences seen so far
 * @param loss mean over completion tokens, nats; may be NaN or infinite when training diverged
 * @param learningRate of this step
 * @param gradientNorm global norm before clipping; may be NaN or infinite when training diverged
 */
public record TrainMetric(long step, long sequences, double loss, double learningRate, double gradientNorm)
        implements Metric {}
