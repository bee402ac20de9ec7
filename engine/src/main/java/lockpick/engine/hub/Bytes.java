package lockpick.engine.hub;

import java.util.Locale;

/** Amounts of data as people say them. */
public final class Bytes {

    private Bytes() {}

    /** In decimal units, such as 312 B, 4.1 kB, 812.0 MB, 14.5 GB. */
    public static String words(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 999_950) {
            return String.format(Locale.ROOT, "%.1f kB", bytes * 1e-3);
        }
        return bytes < 999_950_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes * 1e-6)
                : String.format(Locale.ROOT, "%.1f GB", bytes * 1e-9);
    }
}
