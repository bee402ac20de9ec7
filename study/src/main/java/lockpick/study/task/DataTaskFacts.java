package lockpick.study.task;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sizes of a task whose problems are read from files: they are read and counted. */
record DataTaskFacts(DataTaskConfig task) implements TaskFacts {

    @Override
    public String name() {
        return task.data().path();
    }

    @Override
    public Map<Split, Long> sizes() throws IOException {
        Task read = Tasks.of(task);
        Map<Split, Long> sizes = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            sizes.put(split, read.problems(split).size());
        }
        return sizes;
    }

    @Override
    public Optional<Set<String>> passwords() {
        return Optional.empty();
    }
}
