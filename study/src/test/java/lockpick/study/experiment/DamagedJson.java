package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A copy of a JSON value with one member dropped, renamed, or given another value. */
final class DamagedJson {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "1",
            "-1",
            "2",
            "1.5",
            "4.0",
            "1e3",
            "1e-3",
            "3000000000",
            "\"\"",
            "\"sft\"",
            "\"nano\"",
            "\"weak\"",
            "\"constant\"",
            "\"lion\"",
            "\"from-scratch\"",
            "[]",
            "[1]",
            "[1, 1]",
            "[0.5]",
            "[\"pwd1\"]",
            "{}",
            "{\"learning-rate\": 0.1}",
            "{\"method\": \"sft\"}");

    private DamagedJson() {}

    static JsonNode of(JsonNode right, Random random) {
        JsonNode copy = right.deepCopy();
        List<JsonNode> holders = new ArrayList<>();
        collect(copy, holders);
        JsonNode holder = holders.get(random.nextInt(holders.size()));
        JsonNode value = new JsonMapper().readTree(VALUES.get(random.nextInt(VALUES.size())));
        switch (holder) {
            case ObjectNode object -> {
                List<String> keys = List.copyOf(object.propertyNames());
                String key = keys.get(random.nextInt(keys.size()));
                switch (random.nextInt(4)) {
                    case 0 -> object.remove(key);
                    case 1 -> object.set(key + "s", object.remove(key));
                    default -> object.set(key, value);
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), value);
            default -> throw new IllegalStateException();
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainer() && !node.isEmpty()) {
            holders.add(node);
            node.values().forEach(child -> collect(child, holders));
        }
    }
}
