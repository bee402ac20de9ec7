package lockpick.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Where the user reads. Results and progress go to standard output, problems to standard error; a terminal has one more
 * line at its end, the status, that is drawn again in place.
 */
final class Console {

    private static final int COLUMNS = 100;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream problems;
    private final boolean terminal;
    private final int columns;
    private String status = "";

    /** @param columns width of the terminal */
    Console(PrintStream out, PrintStream problems, boolean terminal, int columns) {
        this.out = out;
        this.problems = problems;
        this.terminal = terminal;
        this.columns = columns;
    }

    /** That of this process. */
    static Console ofProcess() {
        boolean terminal = isTerminal();
        return new Console(System.out, System.err, terminal, terminal ? columns() : COLUMNS);
    }

    private static boolean isTerminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty") || output.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // then plain lines, which are right everywhere
        }
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "-F", "/dev/tty", "size").start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean told = stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 && size.matches("\\d+ \\d+");
            int columns = told ? Integer.parseInt(size.split(" ")[1]) : 0;
            return columns > 0 ? columns : COLUMNS;
        } catch (IOException e) {
            return COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return COLUMNS;
        }
    }

    boolean isInteractive() {
        return terminal;
    }

    /** Prints a line that stays. */
    synchronized void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    /** Prints a line that stays, where problems go. */
    synchronized void problem(String text) {
        erase();
        problems.println(text);
        draw();
    }

    /** Sets the status line; on anything but a terminal nothing is seen of it. Empty: no status. */
    synchronized void status(String text) {
        erase();
        status = text.length() < columns ? text : text.substring(0, columns - 2) + "…";
        draw();
    }

    private void erase() {
        if (terminal && !status.isEmpty()) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private void draw() {
        if (terminal && !status.isEmpty()) {
            out.print(status);
            out.flush();
        }
    }
}
