package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskFacts;

/** The files of every task are there and can be read. */
record TasksCanBeRead(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(study.parts()).forEach((path, part) -> {
            if (part instanceof TaskConfig task) {
                check(path + ".data.path", task, study, problems);
            }
        });
        return problems;
    }

    private void check(String path, TaskConfig task, Reading<Study> study, List<Problem> problems) {
        try {
            tasks.contents(task);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException missing
                    ? Objects.requireNonNullElse(missing.getReason(), "no such file or folder")
                    : String.valueOf(e.getMessage());
            problems.add(new Problem(study.line(path), path, TaskFacts.of(task).name(), reason));
        }
    }
}
