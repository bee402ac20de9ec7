package lockpick.study.setting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The one spelling of a JSON value that is hashed: keys sorted, no spaces, numbers as the shortest that reads back as
 * the same double (RFC 8785, the JSON Canonicalization Scheme). 1, 1.0 and 1e0 are all spelled 1. Whole numbers keep
 * all their digits, also beyond 2^53, where the RFC would round them.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    public static String of(JsonNode node) {
        if (node.isObject()) {
            var members = new StringJoiner(",", "{", "}");
            for (String key : new TreeSet<>(node.propertyNames())) {
                members.add(quoted(key) + ":" + of(node.get(key)));
            }
            return members.toString();
        }
        if (node.isArray()) {
            var items = new StringJoiner(",", "[", "]");
            node.values().forEach(item -> items.add(of(item)));
            return items.toString();
        }
        if (node.isString()) {
            return quoted(node.stringValue());
        }
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue().toString();
        }
        return node.isNumber() ? number(node.doubleValue()) : node.toString();
    }

    /** ECMAScript's Number::toString, which the RFC takes over. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number " + value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = shortest.round(new MathContext(1)); // Java writes two at least, as in 4.9E-324
        shortest = oneDigit.doubleValue() == value ? oneDigit : shortest;
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -6 && exponent < 21) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + (exponent < 0 ? "e" : "e+") + exponent;
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }
}
