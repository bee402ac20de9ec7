package lockpick.study.elicit;

import lockpick.study.setting.Setting;
import lockpick.study.train.Batches;

/** SFT on many weak samples before the small runs of {@link WeakSampleUnlocking}; the defaults are the post's. */
public record ManySamples(
        @Setting(help = "weak samples, of as many problems", byDefault = "2000", min = 1)
        int k,

        @Setting(help = "passes over them", byDefault = "2", min = 1)
        int epochs) {

    long sequences() {
        return (long) k * epochs;
    }

    int steps(int batch) {
        return Math.toIntExact(Batches.steps(k, batch, epochs));
    }
}
