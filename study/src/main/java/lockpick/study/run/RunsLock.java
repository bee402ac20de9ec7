package lockpick.study.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import lockpick.study.experiment.RunKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps processes that compute into one runs folder from computing the same run. Each run has one byte of the file
 * {@code .lock}, by its key, and who computes it locks that byte; one byte more all share who compute at all. The system lets go of it when a process dies, so that no lock
 * is ever stale; over a network file system it does so for other machines too, where that has locks.
 *
 * <p>POSIX lets go of all locks of a process as soon as it closes the file once, so nobody else may open it.
 */
final class RunsLock implements AutoCloseable {

    private static final String FILE = ".lock";
    private static final long EVERYBODY = 1L << 60;
    private static final int KEY_DIGITS = 15; // 60 bits: two runs of one byte would only wait for each other

    private final FileChannel channel;

    private RunsLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the runs folder where there is none.
     *
     * @throws StorageException if the folder cannot be written, or somebody has it alone
     */
    static RunsLock shared(Path runs) throws IOException {
        return open(runs, true);
    }

    /**
     * The same, alone.
     *
     * @throws StorageException if the folder cannot be written, or somebody has it
     */
    static RunsLock alone(Path runs) throws IOException {
        return open(runs, false);
    }

    private static RunsLock open(Path runs, boolean shared) throws IOException {
        FileChannel channel = open(runs);
        if (lock(channel, EVERYBODY, shared).isEmpty()) {
            channel.close();
            throw new StorageException(runs + ": another process " + (shared ? "is deleting from" : "computes into")
                    + " this folder; wait until it is done, or give another folder with --runs");
        }
        return new RunsLock(channel);
    }

    private static FileChannel open(Path runs) throws IOException {
        try {
            Files.createDirectories(runs);
            return FileChannel.open(
                    runs.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new StorageException(
                    e.getFile() + " is a file, but runs need a folder; give another one with --runs", e);
        } catch (AccessDeniedException e) {
            throw new StorageException(
                    runs + ": cannot be written (access denied to " + e.getFile()
                            + "); change its permissions, or give another folder with --runs",
                    e);
        } catch (FileSystemException e) {
            throw new StorageException(
                    runs + ": cannot be written (" + e.getReason() + "); give another folder with --runs", e);
        }
    }

    /** The right to compute a run; empty while somebody has it. */
    Optional<RunClaim> claim(RunKey key) throws IOException {
        return lock(channel, position(key), false).map(RunClaim::new);
    }

    private static Optional<FileLock> lock(FileChannel channel, long position, boolean shared) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(position, 1, shared);
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // this very process has it
        }
    }

    private static long position(RunKey key) {
        return Long.parseLong(key.hex().substring(0, KEY_DIGITS), 16);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
