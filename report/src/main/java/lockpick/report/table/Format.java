package lockpick.report.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Interval;

/** How numbers look: the same everywhere on the page, in captions and in pictures. */
public final class Format {
    private static final String NARROW_SPACE = "\u202f";

    private Format() {}

    /** A share as a percentage with one decimal and no sign for percent, such as {@code 25.3}. */
    public static String share(double share) {
        return signed(String.format(Locale.ROOT, "%.1f", share * 100));
    }

    /** Mean and standard error in percent, such as {@code 25.3 ± 0.4}; the mean alone with one seed. */
    public static String estimate(double mean, OptionalDouble standardError) {
        return standardError.isPresent() ? share(mean) + " ± " + share(standardError.getAsDouble()) : share(mean);
    }

    public static String estimate(Estimate estimate) {
        return estimate(estimate.mean(), estimate.standardError());
    }

    /** A share with its interval in percent, such as {@code 62.1 [55.0, 68.9]}. */
    public static String withInterval(double share, Optional<Interval> interval) {
        return share(share)
                + interval.map(ends -> " [" + share(ends.low()) + ", " + share(ends.high()) + "]")
                        .orElse("");
    }

    /** A number with three decimals, such as {@code −0.004}. */
    public static String thousandths(double number) {
        return signed(String.format(Locale.ROOT, "%.3f", number));
    }

    /** A p, such as {@code 0.032}; those below a thousandth as {@code < 0.001}. */
    public static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    /** A difference of shares in points of a hundred with its interval and its sign, such as {@code +12.1 [8.0, 16.2]}. */
    public static String difference(double difference, Optional<Interval> interval) {
        String shown = share(difference);
        return (difference > 0 && !shown.equals("0.0") ? "+" : "")
                + shown
                + interval.map(ends -> " [" + share(ends.low()) + ", " + share(ends.high()) + "]")
                        .orElse("");
    }

    /** Floating-point operations, such as {@code 2.1e13}; a dash for none. */
    public static String flop(double flop) {
        return flop > 0 ? String.format(Locale.ROOT, "%.1e", flop).replace("e+", "e") : "–";
    }

    /** A share in running text: whole percent, such as {@code 25 %}. */
    public static String roughly(double share) {
        return signed(String.format(Locale.ROOT, "%.0f", share * 100)) + NARROW_SPACE + "%";
    }

    /** A count with thousands separated, such as {@code 12,500}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count with its thousands or millions as a letter, such as {@code 19.7M}; small ones in full. */
    public static String shortCount(long count) {
        if (count < 100_000) {
            return count(count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.0fk", count / 1e3)
                : String.format(Locale.ROOT, "%,.1fM", count / 1e6);
    }

    /** Passes over data: whole where they are, else with two decimals. */
    public static String epochs(double epochs) {
        return epochs == Math.rint(epochs) ? count((long) epochs) : String.format(Locale.ROOT, "%.2f", epochs);
    }

    /** A learning rate in short scientific form, such as {@code 3e-4}. */
    public static String learningRate(double rate) {
        if (rate == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(rate)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** What a study calls a run, such as {@code seed 0, lock sft-12.5k, k 16}: what the name of the lock says is not said again. */
    public static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label ->
                        !label.getKey().startsWith("lock_") && !label.getKey().equals("method"))
                .map(label -> label.getKey().replace('_', ' ') + " " + label(label.getKey(), label.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The value of a label, such as {@code 3e-4} of a learning rate. */
    public static String label(String name, String value) {
        return name.equals("learning_rate") ? learningRate(Double.parseDouble(value)) : value;
    }

    /** A duration, such as {@code 41 s}, {@code 3 min 12 s} or {@code 2 h 5 min}. */
    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : count(whole / 3600) + " h " + whole % 3600 / 60 + " min";
    }

    /** Memory in decimal units, such as {@code 812 MB}; a dash when unknown (0). */
    public static String bytes(long bytes) {
        if (bytes <= 0) {
            return "–";
        }
        if (bytes < 1_000_000) {
            return Math.round(bytes / 1e3) + " kB";
        }
        return bytes < 1_000_000_000L
                ? Math.round(bytes / 1e6) + " MB"
                : BigDecimal.valueOf(bytes / 1e9).setScale(1, RoundingMode.HALF_UP) + " GB";
    }

    /** {@code -0.0} is zero, and a minus sign is one. */
    private static String signed(String number) {
        boolean zero = number.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? number.replace("-", "") : number.replace('-', '−');
    }
}
