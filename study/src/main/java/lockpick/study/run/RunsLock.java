package lockpick.study.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two processes from computing into one runs folder. The system lets go of it when this process dies. */
final class RunsLock implements AutoCloseable {

    private final FileChannel channel;

    private RunsLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the runs folder where there is none, and takes it.
     *
     * @throws StorageException if the folder cannot be written, or another process has it
     */
    static RunsLock take(Path runs) throws IOException {
        FileChannel channel = open(runs);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            channel.close(); // this very process has it
        }
        if (lock == null) {
            channel.close();
            throw new StorageException(runs + ": process "
                    + Files.readString(runs.resolve(".lock")).strip()
                    + " is computing into this folder; wait until it is done, or give another folder with --runs");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new RunsLock(channel);
    }

    private static FileChannel open(Path runs) throws IOException {
        try {
            Files.createDirectories(runs);
            return FileChannel.open(runs.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
