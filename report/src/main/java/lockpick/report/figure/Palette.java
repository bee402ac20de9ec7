package lockpick.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Colours that stay apart for colour-blind readers.
 *
 * @param light on a white page
 * @param dark on a dark page
 */
public record Palette(List<String> light, List<String> dark) {

    /** Things of different kinds (Okabe and Ito, 2008; lighter on a dark page). */
    public static final Palette KINDS = new Palette(
            List.of("#0072b2", "#d55e00", "#009e73", "#b0578d", "#8a6d00", "#3a9bd6"),
            List.of("#5ab4f0", "#ff9252", "#3fcf9f", "#e59bc8", "#e0c050", "#a5d8ff"));

    private static final List<String> ORDER_LIGHT = List.of("#e3a12f", "#d65a45", "#a93070", "#65298c", "#22246e");
    private static final List<String> ORDER_DARK = List.of("#7d6be0", "#c257a8", "#ee6f63", "#f6a44e", "#f7e27a");

    public Palette {
        light = List.copyOf(light);
        dark = List.copyOf(dark);
    }

    /** Things in an order, from pale to strong; brightness alone tells them apart. */
    public static Palette order(int size) {
        return new Palette(spread(ORDER_LIGHT, size), spread(ORDER_DARK, size));
    }

    private static List<String> spread(List<String> stops, int size) {
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double position = size == 1 ? 2 : (double) i * (stops.size() - 1) / (size - 1);
            int below = Math.min((int) position, stops.size() - 2);
            colours.add(mixed(stops.get(below), stops.get(below + 1), position - below));
        }
        return colours;
    }

    private static String mixed(String from, String to, double share) {
        StringBuilder colour = new StringBuilder("#");
        for (int i = 1; i < 7; i += 2) {
            int a = Integer.parseInt(from.substring(i, i + 2), 16);
            int b = Integer.parseInt(to.substring(i, i + 2), 16);
            colour.append(String.format("%02x", Math.round(a + (b - a) * share)));
        }
        return colour.toString();
    }

    /** The colour of the series with this index; they repeat when there are more series than colours. */
    public String lightColour(int index) {
        return light.get(index % light.size());
    }

    /** The same on a dark page. */
    public String darkColour(int index) {
        return dark.get(index % dark.size());
    }
}
