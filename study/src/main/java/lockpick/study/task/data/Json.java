package lockpick.study.task.data;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as data sets hold it: exact decimals, long numbers, Python's NaN and Infinity; a key given twice is refused. */
public final class Json {

    private static final int LONGEST_NUMBER = 1_000_000; // digits; some programs are tested with thousands

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * The value of a JSON text.
     *
     * @throws RefusedException if the text is not JSON
     */
    public static JsonNode of(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new RefusedException(notJson(e));
        }
    }

    /** The value of a JSON text that stands inside another file. */
    public static JsonNode of(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new RefusedException(
                    notJson(e) + " (in its line " + e.getLocation().getLineNr() + ")");
        }
    }

    static String notJson(JacksonException e) {
        return "not valid JSON: " + e.getOriginalMessage();
    }

    /** The kind of a value, for messages. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }
}
