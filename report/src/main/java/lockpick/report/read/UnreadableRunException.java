package lockpick.report.read;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of a study or of a run does not hold what it should. The message says where, what was given, what was expected
 * and what to do; it is for the user as it stands.
 */
public final class UnreadableRunException extends IOException {
    private static final long serialVersionUID = 1;

    public UnreadableRunException(String message) {
        super(message);
    }

    static UnreadableRunException inRun(Path folder, String file, String given, String expected) {
        return new UnreadableRunException(folder.resolve(file) + ": " + given + "; expected " + expected + "; delete "
                + folder + " and run the study again, which computes only what is missing");
    }

    /** @param why says which file, what was given and what was expected */
    static UnreadableRunException ofRun(Path folder, IOException why) {
        return new UnreadableRunException(why.getMessage() + "; delete " + folder
                + " and run the study again, which computes only what is missing");
    }

    /** @param why says which file of which run, what was given and what was expected */
    public static UnreadableRunException ofSomeRun(IOException why) {
        return new UnreadableRunException(why.getMessage()
                + "; delete that run's folder and run the study again, which computes only what is missing");
    }

    static UnreadableRunException inStudy(Path file, String given, String expected) {
        return new UnreadableRunException(file + ": " + given + "; expected " + expected
                + "; run the study again, which writes this file anew and computes only what is missing");
    }
}
