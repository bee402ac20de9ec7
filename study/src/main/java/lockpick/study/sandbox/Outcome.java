package lockpick.study.sandbox;

/**
 * How one run of a command went.
 *
 * @param code exit status, signal, or error number of the failed start; 0 where it ran into a limit
 * @param cpuMicros processor time of all its threads and processes, in microseconds
 * @param wallMicros time on the clock, in microseconds
 * @param output what it wrote to standard output, up to the limit
 * @param errors what it wrote to standard error, up to the limit
 * @param result the file that was asked for; empty if the command failed or did not make it
 */
public record Outcome(
        Ending ending, int code, long cpuMicros, long wallMicros, byte[] output, byte[] errors, byte[] result) {

    /** The signal that a forbidden attempt to write a file ends with. */
    public static final int FORBIDDEN_CALL = 31;

    /** Why a run ended; the order is the runner's. */
    public enum Ending {
        EXITED,
        SIGNALLED,
        OUT_OF_CPU_TIME,
        OUT_OF_WALL_TIME,
        TOO_MUCH_OUTPUT,
        NOT_STARTED
    }

    /** Whether it came to its own end and was content. */
    public boolean succeeded() {
        return ending == Ending.EXITED && code == 0;
    }

    /** Whether it tried to make or change a file. */
    public boolean triedToWriteAFile() {
        return ending == Ending.SIGNALLED && code == FORBIDDEN_CALL;
    }
}
