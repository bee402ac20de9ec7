package lockpick.study.setting;

import java.util.List;
import java.util.Locale;

/** Lists and numbers as messages write them. */
public final class Words {

    private Words() {}

    /** {@code a, b or c}. */
    public static String either(List<String> names) {
        return joined(names, " or ");
    }

    /** {@code a, b and c}. */
    public static String all(List<String> names) {
        return joined(names, " and ");
    }

    private static String joined(List<String> names, String last) {
        int n = names.size();
        return n < 2 ? String.join("", names) : String.join(", ", names.subList(0, n - 1)) + last + names.get(n - 1);
    }

    /** {@code 2,940,000}; a fraction as it is. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e19
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Double.toString(value);
    }

    /** {@code 2,940,000}. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 lock}, {@code 2 locks}. */
    public static String count(long n, String one) {
        return number(n) + " " + one + (n == 1 ? "" : "s");
    }
}
