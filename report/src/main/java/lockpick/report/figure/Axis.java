package lockpick.report.figure;

import java.math.BigDecimal;
import java.util.List;
import lockpick.report.table.Format;

/**
 * One axis.
 *
 * @param title with unit
 * @param scale how values become positions
 * @param low end of the axis; greater than 0 on a logarithmic one
 * @param high the other end
 * @param ticks where numbers stand, within the ends
 */
public record Axis(String title, Scale scale, Numbers numbers, double low, double high, List<Double> ticks) {

    /** How values become positions. */
    public enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /** How ticks are written. */
    public enum Numbers {
        /** A share, as percent. */
        SHARE,
        /** A whole number with thousands separated. */
        COUNT,
        /** A large number with its thousands or millions as a letter, such as 500k. */
        SHORT_COUNT,
        /** As short as it can be. */
        PLAIN
    }

    public Axis {
        ticks = List.copyOf(ticks);
        if (!(low < high) || (scale == Scale.LOGARITHMIC && low <= 0)) {
            throw new IllegalArgumentException("axis " + title + ": from " + low + " to " + high);
        }
    }

    /** A logarithmic axis with a tick at each given value and a little room at both ends. */
    public static Axis logarithmic(String title, List<Double> ticks) {
        double first = ticks.getFirst();
        double last = ticks.getLast();
        double room = first == last ? 2 : Math.pow(last / first, 0.06);
        return new Axis(title, Scale.LOGARITHMIC, Numbers.COUNT, first / room, last * room, ticks);
    }

    /** Where a value lies, 0 at the low end and 1 at the high end. */
    double position(double value) {
        return switch (scale) {
            case LINEAR -> (value - low) / (high - low);
            case LOGARITHMIC -> Math.log(value / low) / Math.log(high / low);
        };
    }

    /** How a value is written at a tick. */
    String text(double value) {
        return switch (numbers) {
            case SHARE -> {
                String percent = Format.share(value);
                yield (percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent) + "\u202f%";
            }
            case COUNT -> Format.count(Math.round(value));
            case SHORT_COUNT ->
                value >= 1e6 ? plain(value / 1e6) + "M" : value >= 1e3 ? plain(value / 1e3) + "k" : plain(value);
            case PLAIN -> plain(value);
        };
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString()
                .replace('-', '−');
    }
}
