package lockpick.study.task;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be said of a task before anything is computed; studies are checked against it. */
public interface TaskFacts {

    /** What messages call the task: {@code composition of 8 functions}. */
    String name();

    /**
     * What the task holds; its files are read, or its problems made, at every call.
     *
     * @throws IOException if the task's files are not there or cannot be read
     */
    TaskContents contents() throws IOException;

    /** How many problems each split certainly has. */
    default Map<Split, Long> sizes() throws IOException {
        return contents().sizes();
    }

    /** The words that can be a password; empty where any text can. */
    Optional<Set<String>> passwords();

    static TaskFacts of(TaskConfig task) {
        return switch (task) {
            case CompositionConfig composition -> new CompositionFacts(composition);
            case TwinConfig twin -> new ReadTaskFacts("the twin of " + twin.of(), () -> Tasks.of(twin));
            case DataTaskConfig data -> new ReadTaskFacts(data.data().path(), () -> Tasks.of(data));
        };
    }
}
