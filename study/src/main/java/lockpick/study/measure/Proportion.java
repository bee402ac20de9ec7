package lockpick.study.measure;

/**
 * How many of some trials came out one way.
 *
 * @param successes from 0 to {@code trials}
 * @param trials at least 1
 */
public record Proportion(long successes, long trials) {

    private static final double NINETY_FIVE = 1.959964; // deviations of a normal distribution

    public Proportion {
        if (successes < 0 || trials < 1 || successes > trials) {
            throw new IllegalArgumentException(
                    successes + " of " + trials + " trials; expected 0 to all of at least one");
        }
    }

    /** In 0..1. */
    public double value() {
        return (double) successes / trials;
    }

    /** The 95 % score interval (Wilson, 1927), which holds what it says for few trials too, and for none or all of them. */
    public Interval ninetyFive() {
        double spread = NINETY_FIVE * NINETY_FIVE / trials;
        double center = value() + spread / 2;
        double half = Math.sqrt(spread * (value() * (1 - value()) + spread / 4));
        return new Interval(Math.max(0, (center - half) / (1 + spread)), Math.min(1, (center + half) / (1 + spread)));
    }
}
