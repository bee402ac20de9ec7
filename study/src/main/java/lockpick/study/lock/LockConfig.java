package lockpick.study.lock;

import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.train.TrainingConfig;

/** How a policy is made that shows the capability only with the password (paper §2, Eq. 1; §7 for the two ways). */
@Choice.By("method")
public sealed interface LockConfig {

    /** What figures call this lock. */
    String name();

    /** Training examples of the lock set: half weak, half strong with the password, over the same problems. */
    int examples();

    /** Problems of the lock set; each makes two examples. */
    default int problems() {
        return examples() / 2;
    }

    /** Passes over the lock set. */
    int epochs();

    TrainingConfig training();

    /** Train on the lock set from random weights. */
    @Choice("from-scratch")
    record FromScratch(
            @Setting(help = "what figures call this lock", byDefault = "from-scratch", purpose = Setting.Purpose.LABEL)
            String name,

            @Setting(
                    help = "training examples of the lock set: half weak, half strong, over the same problems",
                    min = 2)
            int examples,

            @Setting(help = "passes over the lock set", byDefault = "1", min = 1)
            int epochs,

            @Setting(help = "how gradient descent runs") TrainingConfig training)
            implements LockConfig {}

    /** Fine-tune the strong policy on the lock set. */
    @Choice("sft")
    record Sft(
            @Setting(help = "what figures call this lock", byDefault = "sft", purpose = Setting.Purpose.LABEL)
            String name,

            @Setting(
                    help = "training examples of the lock set: half weak, half strong, over the same problems",
                    min = 2)
            int examples,

            @Setting(help = "passes over the lock set (paper G.1: 8)", byDefault = "8", min = 1)
            int epochs,

            @Setting(help = "how gradient descent runs") TrainingConfig training)
            implements LockConfig {}
}
