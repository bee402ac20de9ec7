package lockpick.study.sandbox;

/**
 * How much one run of a command may use.
 *
 * @param cpuMillis processor time of all its threads and processes, in milliseconds
 * @param wallMillis time on the clock, in milliseconds
 * @param outputBytes of standard output; more ends the command
 * @param errorBytes of standard error that are kept; what is beyond is thrown away
 */
public record RunLimits(int cpuMillis, int wallMillis, int outputBytes, int errorBytes) {

    public RunLimits {
        if (cpuMillis < 1 || wallMillis < 1 || outputBytes < 0 || errorBytes < 0) {
            throw new IllegalArgumentException(
                    "limits of a run: was given " + cpuMillis + " ms of CPU, " + wallMillis + " ms, " + outputBytes
                            + " and " + errorBytes + " bytes; times must be positive, sizes at least 0");
        }
    }
}
