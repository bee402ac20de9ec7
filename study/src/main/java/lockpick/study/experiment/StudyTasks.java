package lockpick.study.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.setting.Reading;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskContents;
import lockpick.study.task.TaskFacts;

/** What is in the tasks that studies name: their own, and others that policies and locks learn as well. Each is read once. */
public final class StudyTasks {

    private final Map<TaskConfig, TaskContents> read = new HashMap<>();

    /** A task that could be read. @param name what messages call it */
    record Known(String name, TaskContents contents) {}

    /** The task at a path such as {@code locks[0].with-tasks[1]}, if it is there and can be read. */
    Optional<Known> at(String path, Reading<Study> study) {
        return study.part(path, TaskConfig.class).flatMap(task -> {
            try {
                return Optional.of(new Known(TaskFacts.of(task).name(), contents(task)));
            } catch (IOException e) {
                return Optional.empty(); // TasksCanBeRead says why
            }
        });
    }

    /** @throws IOException if the task's files are not there or cannot be read */
    TaskContents contents(TaskConfig task) throws IOException {
        TaskContents known = read.get(task);
        if (known == null) {
            known = TaskFacts.of(task).contents();
            read.put(task, known);
        }
        return known;
    }

    /** The paths of all tasks that a lock is made on, the study's own first. @param lock its path, {@code locks[0]} */
    static List<String> ofLock(String lock, Reading<Study> study) {
        List<String> paths = ofPolicy(lock, study);
        paths.add(lock + ".opens.strong-task");
        return paths;
    }

    /** The paths of all tasks that a policy learns, the study's own first. @param policy its path, {@code strong} */
    static List<String> ofPolicy(String policy, Reading<Study> study) {
        List<String> paths = new ArrayList<>(List.of("task"));
        paths.addAll(study.items(policy + ".with-tasks"));
        return paths;
    }
}
