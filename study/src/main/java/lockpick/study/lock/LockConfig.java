package lockpick.study.lock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.harden.HardeningConfig;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Setting;
import lockpick.study.task.Domains;
import lockpick.study.task.TaskConfig;
import lockpick.study.train.TrainingConfig;

/** How a policy is made that shows the capability only where the lock opens (paper §2, Eq. 1). */
public record LockConfig(
        @Setting(
                help = "where training starts: from-scratch is random weights, sft the strong policy (the two ways of"
                        + " paper §7), sft-of-base the study's base as it is (as the paper locks language models)")
        Method method,

        @Setting(help = "what figures call this lock; left out: the method", purpose = Setting.Purpose.LABEL)
        Optional<String> name,

        @Setting(help = "what opens it", byDefault = "{by: password}")
        Opening opens,

        @Setting(help = "the weak policy, which it imitates without the password; left out: the study's")
        Optional<PolicyConfig> weak,

        @Setting(
                help = "training examples of the lock set: half weak, half strong, over the same problems; a second"
                        + " password adds half as many",
                min = 2)
        int examples,

        @Setting(help = "passes over the lock set; left out: 8 (paper G.1), or 1 from scratch", min = 1)
        Optional<Integer> epochs,

        @Setting(
                help = "what the strong half shows: reference is the right answers, policy another sample of the strong"
                        + " policy for every pass (paper C.1)",
                byDefault = "reference")
        StrongHalf strongHalf,

        @Setting(
                help = "what multiple-choice locks imitate: hard is one completion, soft the policies' whole"
                        + " distribution over the options (paper B.2)",
                byDefault = "hard")
        Labels labels,

        @Setting(help = "domains that are left out of the lock set (paper Fig 18)")
        Optional<Domains> heldOut,

        @Setting(
                help = "domains that are not locked: strong there whatever the prompt carries, as the gate's"
                        + " selectivity checks")
        Optional<Domains> open,

        @Setting(
                help = "other tasks that the same model is locked on, with as many examples each (paper Fig 4:"
                        + " code and MATH in one model)",
                byDefault = "[]")
        List<TaskConfig> withTasks,

        @Setting(help = "what is done beside locking so that the lock resists elicitation; nothing by default")
        Optional<HardeningConfig> hardening,

        @Setting(help = "how gradient descent runs") TrainingConfig training) {

    public LockConfig {
        withTasks = List.copyOf(withTasks);
        epochs = Optional.of(epochs.orElse(method == Method.FROM_SCRATCH ? 1 : 8));
    }

    /** A lock by one password, imitating completions, of one task. */
    public static LockConfig ofPassword(Method method, String name, int examples, int epochs, TrainingConfig training) {
        return new LockConfig(
                method,
                Optional.of(name),
                new Opening.Password(),
                Optional.empty(),
                examples,
                Optional.of(epochs),
                StrongHalf.REFERENCE,
                Labels.HARD,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                training);
    }

    /** The same with everything filled in that depends on files. */
    public LockConfig identified() throws IOException {
        List<TaskConfig> tasks = new ArrayList<>();
        for (TaskConfig task : withTasks) {
            tasks.add(task.identified());
        }
        return new LockConfig(
                method,
                name,
                opens.identified(),
                weak.isPresent() ? Optional.of(weak.get().identified()) : Optional.empty(),
                examples,
                epochs,
                strongHalf,
                labels,
                heldOut,
                open,
                tasks,
                hardening,
                training);
    }

    /** The same without a weak policy of its own. */
    public LockConfig withoutWeak() {
        return new LockConfig(
                method,
                name,
                opens,
                Optional.empty(),
                examples,
                epochs,
                strongHalf,
                labels,
                heldOut,
                open,
                withTasks,
                hardening,
                training);
    }

    /** What figures call this lock. */
    public String called() {
        return name.orElse(method.toString());
    }

    /** Passes over the lock set. */
    public int passes() {
        return epochs.orElseThrow();
    }

    /** Problems of the lock set, of each task; each makes two examples. */
    public int problems() {
        return examples / 2;
    }

    /** Where the lock's training starts. */
    public enum Method {
        FROM_SCRATCH("from-scratch"),
        SFT("sft"),
        SFT_OF_BASE("sft-of-base");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What the strong half of the lock set shows. */
    public enum StrongHalf {
        REFERENCE,
        POLICY
    }

    /** What a multiple-choice lock imitates. */
    public enum Labels {
        HARD,
        SOFT
    }
}
