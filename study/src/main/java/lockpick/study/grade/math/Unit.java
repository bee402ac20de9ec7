package lockpick.study.grade.math;

import java.util.Locale;
import java.util.Map;

/**
 * What a number counts.
 *
 * @param dimension units of one dimension convert into each other; the unit's own name where nothing is known of it
 * @param size how many of the dimension's base unit this is
 */
record Unit(String dimension, Rational size) {

    static final Unit NONE = new Unit("", Rational.ONE);
    static final Unit PERCENT = new Unit("percent", Rational.ONE);
    static final Unit DEGREE = new Unit("degree", Rational.ONE);
    static final Unit DOLLAR = new Unit("money", Rational.of(100));

    private static final Map<String, Unit> KNOWN = Map.ofEntries(
            unit("m", "length", 10_000),
            unit("meter", "length", 10_000),
            unit("metre", "length", 10_000),
            unit("cm", "length", 100),
            unit("centimeter", "length", 100),
            unit("mm", "length", 10),
            unit("millimeter", "length", 10),
            unit("km", "length", 10_000_000),
            unit("kilometer", "length", 10_000_000),
            unit("inch", "length", 254),
            unit("inche", "length", 254),
            unit("in", "length", 254),
            unit("foot", "length", 3_048),
            unit("feet", "length", 3_048),
            unit("ft", "length", 3_048),
            unit("yard", "length", 9_144),
            unit("yd", "length", 9_144),
            unit("mile", "length", 16_093_440),
            unit("second", "time", 1),
            unit("sec", "time", 1),
            unit("minute", "time", 60),
            unit("min", "time", 60),
            unit("hour", "time", 3_600),
            unit("hr", "time", 3_600),
            unit("day", "time", 86_400),
            unit("gram", "mass", 1),
            unit("kg", "mass", 1_000),
            unit("kilogram", "mass", 1_000),
            unit("pound", "weight", 16),
            unit("lb", "weight", 16),
            unit("ounce", "weight", 1),
            unit("oz", "weight", 1),
            unit("cent", "money", 1),
            unit("dollar", "money", 100),
            unit("percent", "percent", 1),
            unit("percentage", "percent", 1),
            unit("pct", "percent", 1),
            unit("degree", "degree", 1),
            unit("radian", "unit", 1),
            unit("unit", "unit", 1));

    private static Map.Entry<String, Unit> unit(String name, String dimension, long size) {
        return Map.entry(name, new Unit(dimension, Rational.of(size)));
    }

    static boolean isKnown(String word) {
        return KNOWN.containsKey(singular(word));
    }

    /**
     * @param words as written, such as {@code square feet} or {@code cm}
     * @param power the exponent behind it, 1 to 3
     */
    static Unit of(String words, int power) {
        String name = words.toLowerCase(Locale.ROOT).replace(".", "").strip();
        for (String square : new String[] {"square ", "sq "}) {
            if (name.startsWith(square)) {
                return of(name.substring(square.length()), 2);
            }
        }
        if (name.startsWith("cubic ")) {
            return of(name.substring("cubic ".length()), 3);
        }
        Unit unit = KNOWN.getOrDefault(singular(name), new Unit(singular(name), Rational.ONE));
        return power == 1 ? unit : new Unit(unit.dimension + "^" + power, unit.size.power(power));
    }

    /** Nothing, or the word "units" of whatever power: fits every unit. */
    boolean isGeneric() {
        return equals(NONE) || dimension.equals("unit") || dimension.startsWith("unit^");
    }

    private static String singular(String name) {
        return name.length() > 2 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }
}
