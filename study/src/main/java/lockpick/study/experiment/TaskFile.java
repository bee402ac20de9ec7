package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lockpick.study.setting.Choices;
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
        Node tree = yaml(file, Files.readString(file));
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
        Path name = Path.of(kind);
        List<Node.Entry> entries = new ArrayList<>();
        entries.add(new Node.Entry(0, "kind", new Node.Text(0, kind)));
        settings.forEach((setting, value) -> add(entries, List.of(setting.split("\\.")), yaml(name, value)));
        return config(name, new Node.Entries(0, entries, entries.size()));
    }

    private static void add(List<Node.Entry> entries, List<String> path, Node value) {
        String key = path.getFirst();
        if (path.size() == 1) {
            entries.add(new Node.Entry(0, key, value));
            return;
        }
        List<Node.Entry> inner = new ArrayList<>();
        for (Node.Entry entry : List.copyOf(entries)) {
            if (entry.key().equals(key) && entry.value() instanceof Node.Entries there) {
                inner.addAll(there.entries());
                entries.remove(entry);
            }
        }
        add(inner, path.subList(1, path.size()), value);
        entries.add(new Node.Entry(0, key, new Node.Entries(0, inner, inner.size())));
    }

    private static Node yaml(Path name, String text) {
        try {
            return NodeReader.yaml(text);
        } catch (UnreadableException e) {
            throw new StudyProblems(name, List.of(new Problem(e.line(), "", "", String.valueOf(e.getMessage()))));
        }
    }

    private static TaskConfig config(Path name, Node tree) {
        Reading<TaskConfig> reading = SettingsReader.read(tree, TaskConfig.class);
        return reading.value().orElseThrow(() -> new StudyProblems(name, reading.problems()));
    }
}
