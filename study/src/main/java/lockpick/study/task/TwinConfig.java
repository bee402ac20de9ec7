package lockpick.study.task;

import java.util.OptionalInt;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.twin.TwinName;

/** A small twin of one of the paper's tasks, whose problems a program makes (docs/tasks/twins.md). */
@Choice("twin")
public record TwinConfig(
        @Setting(help = "which task it is the twin of; math-spanish has the problems of math in its other setting")
        TwinName of,

        @Setting(
                help = "different problems, all splits together; 36 % train strong policies and locks, 27 % are for"
                        + " elicitation",
                byDefault = "40000",
                min = 100,
                max = 1000000)
        int problems,

        @Setting(help = "makes the problems: another seed is another data set", byDefault = "0", min = 0)
        long dataSeed,

        @Setting(help = "problems of the validation split that each evaluation uses", byDefault = "300", min = 1)
        int validationProblems,

        @Setting(help = "problems of the sealed test split that each evaluation uses", byDefault = "500", min = 1)
        int testProblems)
        implements TaskConfig {

    @Override
    public String version() {
        return "twin-" + of + "-1";
    }

    @Override
    public OptionalInt evaluated(Split split) {
        return switch (split) {
            case VALIDATION -> OptionalInt.of(validationProblems);
            case TEST -> OptionalInt.of(testProblems);
            case WEAK_TRAIN, LOCK_TRAIN, ELICIT_TRAIN -> OptionalInt.empty();
        };
    }

    @Override
    public boolean runsPrograms() {
        return of == TwinName.CODE;
    }
}
