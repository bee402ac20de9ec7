package lockpick.report.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value that DuckDB found, as JSON: numbers, booleans, lists and objects as such, all else as text. */
final class QueryValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private QueryValue() {}

    static JsonNode of(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> JSON.nullNode();
            case Boolean yes -> JSON.booleanNode(yes);
            case Double number ->
                Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(number.toString());
            case Float number -> Float.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(number.toString());
            case BigDecimal number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number);
            case Number number -> JSON.numberNode(number.longValue());
            case org.duckdb.JsonNode json -> JsonMapper.shared().readTree(json.toString());
            case Array list -> list((Object[]) list.getArray());
            case DuckDBStruct struct -> object(struct.getMap());
            case Map<?, ?> map -> object(map);
            case Blob bytes -> JSON.stringNode(HexFormat.of().formatHex(bytes.getBytes(1, (int) bytes.length())));
            default -> JSON.stringNode(value.toString());
        };
    }

    private static ArrayNode list(@Nullable Object[] values) throws SQLException {
        ArrayNode list = JSON.arrayNode();
        for (Object value : Arrays.asList(values)) {
            list.add(of(value));
        }
        return list;
    }

    private static ObjectNode object(Map<?, ?> map) throws SQLException {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            object.set(String.valueOf(entry.getKey()), of(entry.getValue()));
        }
        return object;
    }
}
