package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.TaskFile;
import lockpick.study.setting.Choices;
import lockpick.study.setting.Words;
import lockpick.study.task.TaskConfig;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which task a command is about. */
final class TaskOption {

    @Parameters(
            index = "0",
            paramLabel = "TASK",
            description =
                    "a kind of task, which lockpick tasks lists, or a YAML file with the settings of one, such as a study")
    private String task = "";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "where the data set lies: a file, or a folder of files")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of the task, as lockpick tasks describe TASK names them; may be given again")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The kind, or the file, as the user gave it. */
    String name() {
        return task;
    }

    /** Whether the task is given with what it takes to have its problems. */
    boolean hasProblems() {
        return !TaskFile.kinds().contains(task) || data.isPresent() || !takesData();
    }

    private boolean takesData() {
        return Choices.settings(TaskConfig.class, task).stream().anyMatch(setting -> setting.startsWith("data.path"));
    }

    /**
     * The task.
     *
     * @param withoutProblems whether they are not needed
     * @throws MistakeException if there is no such kind and no such file
     */
    TaskConfig config(boolean withoutProblems) throws IOException {
        if (TaskFile.kinds().contains(task)) {
            Map<String, String> all = new LinkedHashMap<>(settings);
            if (withoutProblems && takesData()) {
                all.put("data.path", "''");
            }
            data.ifPresent(path -> all.put("data.path", "'" + path.toString().replace("'", "''") + "'"));
            return TaskFile.of(task, all);
        }
        if (!Files.isRegularFile(Path.of(task))) {
            throw new MistakeException(task + ": no kind of task, and no file; the kinds are "
                    + Words.all(TaskFile.kinds()) + ", and lockpick tasks says what they are");
        }
        return TaskFile.read(Path.of(task));
    }
}
