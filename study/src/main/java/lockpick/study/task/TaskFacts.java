package lockpick.study.task;

import java.util.Set;

/** What can be said of a task before anything is computed; studies are checked against it. */
public interface TaskFacts {

    /** What messages call the task: {@code composition of 8 functions}. */
    String name();

    /** A number of problems that a split certainly has. */
    long size(Split split);

    /** The words that can be a password. */
    Set<String> passwords();

    static TaskFacts of(TaskConfig task) {
        return switch (task) {
            case CompositionConfig composition -> new CompositionFacts(composition);
        };
    }
}
