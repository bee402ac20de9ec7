package lockpick.study.grade.program;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compares results as Python's {@code ==} does, a list standing for a tuple too, with floats rounded to three decimals:
 * {@code 1}, {@code 1.0} and {@code True} are equal.
 */
final class ValueComparison {

    private ValueComparison() {}

    static boolean same(JsonNode result, JsonNode expected) {
        if (isNumber(result) && isNumber(expected)) {
            return sameNumber(result, expected);
        }
        if (result.isArray() && expected.isArray()) {
            return sameLists(result, expected);
        }
        if (result.isObject() && expected.isObject()) {
            return sameObjects(result, expected);
        }
        return result.equals(expected);
    }

    private static boolean isNumber(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }

    private static boolean sameNumber(JsonNode a, JsonNode b) {
        if (isNotFinite(a) || isNotFinite(b)) {
            return a.equals(b);
        }
        BigDecimal left = number(a);
        BigDecimal right = number(b);
        return (a.isFloatingPointNumber() || b.isFloatingPointNumber())
                ? TokenComparison.sameNumber(left, right)
                : left.compareTo(right) == 0;
    }

    private static boolean isNotFinite(JsonNode value) {
        return value.isDouble() && !Double.isFinite(value.doubleValue());
    }

    private static BigDecimal number(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value.decimalValue();
    }

    private static boolean sameLists(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameObjects(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : a.properties()) {
            JsonNode other = b.get(entry.getKey());
            if (other == null || !same(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
