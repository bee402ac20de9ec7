package lockpick.cli;

/** Durations as people say them. */
final class Clock {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Clock() {}

    /** Such as 0.4 s, 12 s, 4 min 05 s, 2 h 10 min. */
    static String words(double seconds) {
        if (seconds < 9.95) {
            return String.format(java.util.Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return String.format(java.util.Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE);
        }
        return String.format(java.util.Locale.ROOT, "%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
    }
}
