package lockpick.study.grade.program;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import lockpick.study.sandbox.Outcome;
import lockpick.study.sandbox.RunLimits;

/** Puts into a few words how a run ended, the same words each time: limits, but nothing that was measured. */
final class Reasons {

    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_LINE = 200;

    private Reasons() {}

    /** Why a run that did not succeed failed. */
    static String failure(Outcome outcome, RunLimits limits, ProgramLimits program) {
        return switch (outcome.ending()) {
            case EXITED -> "exit code " + outcome.code() + lastError(outcome);
            case SIGNALLED ->
                outcome.triedToWriteAFile()
                        ? "tried to write a file"
                        : "ended by " + signal(outcome.code()) + lastError(outcome);
            case OUT_OF_CPU_TIME -> "not done after " + seconds(limits.cpuMillis()) + " of CPU time";
            case OUT_OF_WALL_TIME -> "still waiting after " + seconds(limits.wallMillis()) + " on the clock";
            case TOO_MUCH_OUTPUT -> String.format(Locale.ROOT, "wrote more than %,d bytes", limits.outputBytes());
            case NOT_STARTED -> "does not start within " + mebibytes(program.memoryBytes());
        };
    }

    /** Text of a program between quotes, its line ends shown, cut to a readable length. */
    static String quote(String text) {
        String shown = text.strip().replace("\r", "").replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
        return "'" + cut(shown, LONGEST_QUOTE) + "'";
    }

    static String line(String text) {
        return cut(text.strip().replaceAll("\\p{Cntrl}", "?"), LONGEST_LINE);
    }

    static String seconds(int millis) {
        String text = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
        return text.replaceAll("\\.?0+$", "") + " s";
    }

    static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    static String signal(int number) {
        return switch (number) {
            case 4 -> "an illegal instruction";
            case 6 -> "an abort";
            case 7, 11 -> "a bad memory access";
            case 8 -> "an arithmetic error";
            case 9 -> "a kill";
            case 13 -> "a closed pipe";
            case 24 -> "its CPU time limit";
            case 25 -> "the file size limit";
            default -> "signal " + number;
        };
    }

    private static String lastError(Outcome outcome) {
        List<String> lines = new String(outcome.errors(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "" : ": " + line(lines.getLast());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
