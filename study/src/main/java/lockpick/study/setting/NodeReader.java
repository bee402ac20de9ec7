package lockpick.study.setting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 or JSON into a tree that knows its lines, which Jackson's own tree does not. Plain scalars are typed
 * as YAML 1.2 types JSON: {@code yes}, {@code 0x10}, {@code 1_000} and {@code 012} are text. YAML aliases repeat the
 * node of their anchor.
 */
public final class NodeReader {

    /** Nested aliases can make a short file stand for billions of values; no study has this many. */
    static final long MOST_VALUES = 20_000;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(40).build();
    private static final YAMLFactory YAML =
            YAMLFactory.builder().streamReadConstraints(LIMITS).build();
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonParser parser;
    private final Map<String, Node> anchored = new HashMap<>();

    private NodeReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The only document of a YAML text; {@link Node.Nothing} when it has none.
     *
     * @throws UnreadableException if the text is not YAML, has several documents, or stands for too many values
     */
    public static Node yaml(String text) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            return new NodeReader(parser).document();
        } catch (JacksonException e) {
            throw UnreadableException.of(e);
        }
    }

    /**
     * A JSON text.
     *
     * @throws UnreadableException if the text is not JSON
     */
    public static Node json(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new NodeReader(parser).document();
        } catch (JacksonException e) {
            throw UnreadableException.of(e);
        }
    }

    private Node document() {
        JsonToken first = parser.nextToken();
        Node root = first == null ? new Node.Nothing(1) : value();
        if (parser.nextToken() != null) {
            throw new UnreadableException(line(), "a second document begins here; a study file holds one");
        }
        return root;
    }

    /** The value whose first token is the current one; afterwards the current token is its last. */
    private Node value() {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return alias(parser.getString());
        }
        Object anchor = parser.getObjectId();
        Node node = switch (parser.currentToken()) {
            case START_OBJECT -> entries();
            case START_ARRAY -> items();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> new Node.Truth(line(), true);
            case VALUE_FALSE -> new Node.Truth(line(), false);
            case VALUE_NULL -> new Node.Nothing(line());
            default -> new Node.Text(line(), parser.getString());
        };
        if (node.size() > MOST_VALUES) {
            throw new UnreadableException(
                    node.line(), "stands for more than " + MOST_VALUES + " values once its aliases are followed");
        }
        if (anchor != null) {
            anchored.put(anchor.toString(), node);
        }
        return node;
    }

    private Node alias(String name) {
        Node node = anchored.get(name);
        if (node == null) {
            throw new UnreadableException(line(), "alias *" + name + " has no complete anchor &" + name + " before it");
        }
        return node;
    }

    private Node number() {
        String text = parser.getString();
        try {
            return new Node.Number(line(), new BigDecimal(text), text);
        } catch (NumberFormatException e) {
            return new Node.Text(line(), text); // .inf and .nan: no setting can hold them
        }
    }

    private Node items() {
        int line = line();
        List<Node> nodes = new ArrayList<>();
        long size = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Node node = value();
            nodes.add(node);
            size += node.size();
        }
        return new Node.Items(line, List.copyOf(nodes), size);
    }

    private Node entries() {
        int line = line();
        List<Node.Entry> entries = new ArrayList<>();
        long size = 1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyLine = line();
            String key = parser.currentName();
            parser.nextToken();
            Node value = value();
            entries.add(new Node.Entry(keyLine, key, value));
            size += value.size();
        }
        return new Node.Entries(line, List.copyOf(entries), size);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
