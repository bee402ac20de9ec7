package lockpick.report.table;

import java.util.OptionalDouble;

/**
 * One value of a table at full precision.
 *
 * @param text as the CSV has it; empty for none
 * @param isNumber whether the JSON writes it without quotes
 */
public record Value(String text, boolean isNumber) {
    private static final Value NONE = new Value("", false);

    public static Value of(String text) {
        return new Value(text, false);
    }

    public static Value of(long number) {
        return new Value(Long.toString(number), true);
    }

    /** None for NaN and infinity, which JSON lacks. */
    public static Value of(double number) {
        return Double.isFinite(number) ? new Value(Double.toString(number), true) : NONE;
    }

    public static Value of(OptionalDouble number) {
        return number.isPresent() ? of(number.getAsDouble()) : NONE;
    }

    public static Value none() {
        return NONE;
    }

    public boolean isNone() {
        return text.isEmpty();
    }
}
