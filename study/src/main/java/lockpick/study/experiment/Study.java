package lockpick.study.experiment;

import java.util.List;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Setting;
import lockpick.study.task.TaskConfig;
import lockpick.study.train.TrainingConfig;

/** A study as its file gives it, with every default filled in. */
public record Study(
        @Setting(help = "what the report is called") String title,

        @Setting(help = "what the study asks, in a few sentences; shown at the top of the report", byDefault = "''")
        String about,

        @Setting(
                help = "seeds: functions, initial weights and data all follow from one",
                byDefault = "[0, 1, 2]",
                min = 0,
                minItems = 1)
        List<Long> seeds,

        @Setting(
                help = "CPU threads of each run; part of the result, since the order of sums depends on it",
                byDefault = "1",
                min = 1,
                max = 1024)
        int threads,

        @Setting(help = "the task") TaskConfig task,

        @Setting(help = "the decoder: tiny, nano, small or paper", byDefault = "nano")
        ModelPreset model,

        @Setting(help = "the strong policy: trained from random weights and never locked")
        Strong strong,

        @Setting(help = "the right password and the wrong ones", byDefault = "{}")
        PasswordConfig password,

        @Setting(help = "the locks to make") List<LockConfig> locks,

        @Setting(help = "the ways to elicit, each applied to every lock", byDefault = "[]")
        List<ElicitationConfig> elicit) {

    /** How the strong policy is trained. */
    public record Strong(
            @Setting(help = "problems with strong completions it is trained on", min = 1)
            int examples,

            @Setting(help = "passes over them", byDefault = "1", min = 1)
            int epochs,

            @Setting(help = "how gradient descent runs") TrainingConfig training) {}

    public Study {
        password = password.orThoseOf(task);
        seeds = List.copyOf(seeds);
        locks = List.copyOf(locks);
        elicit = List.copyOf(elicit);
    }

    /** The same about another task. */
    Study about(TaskConfig other) {
        return new Study(title, about, seeds, threads, other, model, strong, password, locks, elicit);
    }
}
