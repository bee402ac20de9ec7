package lockpick.report.read;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of a study or of a run does not hold what it should. The message says where, what was given, what was expected
 * and what to do; it is for the user as it stands.
 */
public final class UnreadableRunException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_EXCERPT = 80;

    public UnreadableRunException(String message) {
        super(message);
    }

    static UnreadableRunException inRun(Path folder, String file, String given, String expected) {
        return new UnreadableRunException(folder.resolve(file) + ": " + given + "; expected " + expected + "; delete "
                + folder + " and run the study again, which computes only what is missing");
    }

    static UnreadableRunException inStudy(Path file, String given, String expected) {
        return new UnreadableRunException(file + ": " + given + "; expected " + expected
                + "; run the study again, which writes this file anew and computes only what is missing");
    }

    /** A piece of a file, short enough for a message. */
    static String excerpt(String text) {
        String line = text.strip();
        return "'" + (line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…") + "'";
    }
}
