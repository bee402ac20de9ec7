package lockpick.report.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A table for people: numbers to the right, at six digits; long text cut. The first rows decide how wide the columns are, so
 * that any number of rows can follow.
 */
final class AlignedRows implements Rows {

    private static final int LOOKED_AT = 500;
    private static final int WIDEST = 60;
    private static final MathContext DIGITS = new MathContext(6);

    private final Consumer<String> lines;
    private final List<List<JsonNode>> first = new ArrayList<>();
    private List<String> names = List.of();
    private List<Integer> widths = List.of();

    AlignedRows(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
    }

    @Override
    public void row(List<JsonNode> values) {
        if (!widths.isEmpty()) {
            lines.accept(line(values));
            return;
        }
        first.add(values);
        if (first.size() == LOOKED_AT) {
            printFirst();
        }
    }

    @Override
    public void end() {
        if (widths.isEmpty()) {
            printFirst();
        }
    }

    private void printFirst() {
        List<Integer> widest = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            widest.add(Math.max(
                    names.get(i).length(),
                    first.stream()
                            .mapToInt(row -> text(row.get(column)).length())
                            .max()
                            .orElse(0)));
        }
        widths = widest;
        List<String> head = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            boolean number = !first.isEmpty() && first.stream().allMatch(row -> isToTheRight(row.get(column)));
            head.add(padded(names.get(i), i, number));
        }
        lines.accept(String.join("  ", head).stripTrailing());
        first.forEach(row -> lines.accept(line(row)));
        first.clear();
    }

    private String line(List<JsonNode> values) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(padded(text(values.get(i)), i, isToTheRight(values.get(i))));
        }
        return String.join("  ", cells).stripTrailing();
    }

    private String padded(String text, int column, boolean right) {
        String blanks = " ".repeat(Math.max(0, widths.get(column) - text.length()));
        return right ? blanks + text : text + blanks;
    }

    private static boolean isToTheRight(JsonNode value) {
        return value.isNumber() || value.isNull();
    }

    private static String text(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return shortened(value.decimalValue());
        }
        String text =
                RowText.of(value).replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    private static String shortened(BigDecimal number) {
        BigDecimal rounded = number.round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.signum() == 0 || exponent >= -4 && exponent < 9
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
}
