package lockpick.study.setting;

/** A default, taken to stand in the line of the block that lacks it. */
final class Placed {

    private Placed() {}

    static Node at(int line, Node node) {
        return switch (node) {
            case Node.Text n -> new Node.Text(line, n.value());
            case Node.Number n -> new Node.Number(line, n.value(), n.text());
            case Node.Truth n -> new Node.Truth(line, n.value());
            case Node.Nothing n -> new Node.Nothing(line);
            case Node.Items n ->
                new Node.Items(line, n.nodes().stream().map(i -> at(line, i)).toList(), n.size());
            case Node.Entries n ->
                new Node.Entries(
                        line,
                        n.entries().stream()
                                .map(e -> new Node.Entry(line, e.key(), at(line, e.value())))
                                .toList(),
                        n.size());
        };
    }
}
