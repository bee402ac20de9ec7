package lockpick.study.task;

import java.util.Optional;
import java.util.OptionalInt;

/** A task whose problems are read from files. */
public sealed interface DataTaskConfig extends TaskConfig
        permits MathConfig, Gsm8kConfig, MmluConfig, CodeConfig, CritiqueConfig, OwnTaskConfig {

    /** Its files. */
    Data data();

    @Override
    default OptionalInt evaluated(Split split) {
        Optional<Integer> problems = switch (split) {
            case VALIDATION -> data().validationProblems();
            case TEST -> data().testProblems();
            case WEAK_TRAIN, LOCK_TRAIN, ELICIT_TRAIN -> Optional.empty();
        };
        return problems.isPresent() ? OptionalInt.of(problems.get()) : OptionalInt.empty();
    }
}
