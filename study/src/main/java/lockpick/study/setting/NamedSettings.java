package lockpick.study.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings given one by one by their names, as on a command line. */
public final class NamedSettings {

    private NamedSettings() {}

    /**
     * A tree as a file with these settings would have it.
     *
     * @param settings by name, as YAML: {@code metric} → {@code exact}; a name with points is of a setting within another
     * @throws UnreadableException if a value is no YAML
     */
    public static Node tree(Map<String, String> settings) {
        List<Node.Entry> entries = new ArrayList<>();
        settings.forEach((name, value) -> add(entries, List.of(name.split("\\.")), NodeReader.yaml(value)));
        return new Node.Entries(0, entries, entries.size());
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
}
