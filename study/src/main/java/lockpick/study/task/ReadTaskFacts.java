package lockpick.study.task;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sizes of a task whose problems are read from files, or made: they are counted. */
record ReadTaskFacts(String name, Reader reader) implements TaskFacts {

    /** Reads the task. */
    interface Reader {

        Task read() throws IOException;
    }

    @Override
    public Map<Split, Long> sizes() throws IOException {
        try (Task task = reader.read()) {
            Map<Split, Long> sizes = new EnumMap<>(Split.class);
            for (Split split : Split.values()) {
                sizes.put(split, task.problems(split).size());
            }
            return sizes;
        }
    }

    @Override
    public Optional<Set<String>> passwords() {
        return Optional.empty();
    }
}
