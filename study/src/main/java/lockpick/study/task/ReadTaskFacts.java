package lockpick.study.task;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Facts of a task whose problems are read from files, or made: they are counted. */
record ReadTaskFacts(String name, Reader reader) implements TaskFacts {

    /** Reads the task. */
    interface Reader {

        DataTask<?> read() throws IOException;
    }

    @Override
    public TaskContents contents() throws IOException {
        try (DataTask<?> task = reader.read()) {
            return TaskContents.of(task);
        }
    }

    @Override
    public Optional<Set<String>> passwords() {
        return Optional.empty();
    }
}
