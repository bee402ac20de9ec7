package lockpick.study.task.data;

import java.io.IOException;
import java.nio.file.Path;

/** A data set is no longer the one that was meant. */
public final class DataChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    DataChangedException(Path path, String expected, String found) {
        super(path + ": SHA-256 of its files is " + found + ", expected " + expected
                + "; bring back the files that were meant, or take sha256 out of the study to use these");
    }
}
