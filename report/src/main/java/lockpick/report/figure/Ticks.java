package lockpick.report.figure;

import java.util.ArrayList;
import java.util.List;

/** Round numbers for the ticks of an axis. */
public final class Ticks {
    private static final int MANY = 7;

    private Ticks() {}

    /** Multiples of 1, 2 or 5 times a power of ten within two ends; some 4 to 8 of them. */
    public static List<Double> linear(double low, double high) {
        double rough = (high - low) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double ratio = rough / power;
        double step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(Math.round(i * step * 1e9) / 1e9);
        }
        return ticks;
    }

    /** Powers of ten within two ends greater than 0. */
    public static List<Double> powersOfTen(double low, double high) {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.ceil(Math.log10(low) - 1e-9);
                Math.pow(10, exponent) <= high * (1 + 1e-9);
                exponent++) {
            ticks.add(Double.parseDouble("1e" + exponent));
        }
        return ticks;
    }

    /** 1, 2 and 5 times powers of ten within two ends greater than 0; powers of ten alone where those are many. */
    public static List<Double> logarithmic(double low, double high) {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (int times : new int[] {1, 2, 5}) {
                double tick = Double.parseDouble(times + "e" + exponent);
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks.size() > MANY ? powersOfTen(low, high) : ticks;
    }

    /** At most so many of some values, the last of them kept and the spacing even. */
    public static List<Double> thinned(List<Double> values, int atMost) {
        int every = Math.ceilDiv(values.size(), atMost);
        List<Double> kept = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if ((values.size() - 1 - i) % every == 0) {
                kept.add(values.get(i));
            }
        }
        return kept;
    }
}
