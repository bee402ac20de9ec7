package lockpick.study.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lockpick.study.setting.Node;
import lockpick.study.setting.NodeReader;

/** The methods of an audit whose study names none. */
final class AuditLadder {

    private static final String FILE = "audit-ladder.yaml";

    private AuditLadder() {}

    /** A study as it stands in its file, with these methods if it names none. */
    static Node in(Node study) {
        if (!(study instanceof Node.Entries given)
                || given.entries().stream().anyMatch(entry -> entry.key().equals("elicit"))) {
            return study;
        }
        Node ladder = standard();
        List<Node.Entry> entries = new ArrayList<>(given.entries());
        entries.add(new Node.Entry(0, "elicit", ladder));
        return new Node.Entries(given.line(), entries, given.size() + ladder.size());
    }

    private static Node standard() {
        try (InputStream in = Objects.requireNonNull(AuditLadder.class.getResourceAsStream(FILE), FILE)) {
            return NodeReader.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
