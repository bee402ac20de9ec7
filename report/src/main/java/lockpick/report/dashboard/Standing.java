package lockpick.report.dashboard;

/** How a run stands, as its folder and {@code .work} tell another process. */
sealed interface Standing {

    /** Nobody computes it, and nobody has. */
    record Waiting() implements Standing {}

    /** @param share of it that is done, 0 to 1 @param seconds that it has taken */
    record Running(double share, double seconds) implements Standing {}

    /** @param seconds that it took */
    record Finished(double seconds) implements Standing {}

    /** @param why in a sentence */
    record Failed(String why) implements Standing {}
}
