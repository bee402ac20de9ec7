package lockpick.report.query;

import tools.jackson.databind.JsonNode;

/** A value in a cell of text. */
final class RowText {

    private RowText() {}

    /** Text as it is, none for null, all else as JSON. */
    static String of(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString();
    }
}
