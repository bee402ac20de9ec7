package lockpick.study.run;

import java.io.IOException;
import java.nio.channels.FileLock;

/** The right of this process, and no other, to compute a run until it is closed. */
public record RunClaim(FileLock lock) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        lock.release();
    }
}
