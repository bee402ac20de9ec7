package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lockpick.study.setting.Choices;
import lockpick.study.setting.NamedSettings;
import lockpick.study.setting.Node;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;
import lockpick.study.task.TaskConfig;

/** The settings of a task apart from any study: what stands under {@code task} in one. */
public final class TaskFile {

    private TaskFile() {}

    /** The kinds of tasks there are, as {@code math}. */
    public static List<String> kinds() {
        return Choices.names(TaskConfig.class);
    }

    /**
     * The task in a YAML file: of a study the one that it is about.
     *
     * @throws StudyProblems with everything that is wrong with it
     */
    public static TaskConfig read(Path file) throws IOException {
        String text = Files.readString(file);
        Node tree = readable(file, () -> NodeReader.yaml(text));
        if (tree instanceof Node.Entries entries) {
            for (Node.Entry entry : entries.entries()) {
                if (entry.key().equals("task")) {
                    tree = entry.value();
                }
            }
        }
        return config(file, tree);
    }

    /**
     * A task of a kind.
     *
     * @param settings the others by name, as YAML: {@code metric} → {@code exact}; a name with points is of a setting
     *     within another
     * @throws StudyProblems with everything that is wrong with them
     */
    public static TaskConfig of(String kind, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("kind", kind);
        all.putAll(settings);
        Path name = Path.of(kind);
        return config(name, readable(name, () -> NamedSettings.tree(all)));
    }

    private static Node readable(Path name, Supplier<Node> tree) {
        try {
            return tree.get();
        } catch (UnreadableException e) {
            throw new StudyProblems(name, List.of(new Problem(e.line(), "", "", String.valueOf(e.getMessage()))));
        }
    }

    private static TaskConfig config(Path name, Node tree) {
        Reading<TaskConfig> reading = SettingsReader.read(tree, TaskConfig.class);
        return reading.value().orElseThrow(() -> new StudyProblems(name, reading.problems()));
    }
}
