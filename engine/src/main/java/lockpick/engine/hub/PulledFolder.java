package lockpick.engine.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder that holds files of one repository at one commit, all or some. Beside them, in {@code .pull}, are the listing
 * of that commit, by which the files are verified, and what has arrived of a file so far. A file that is there is never
 * written over.
 */
final class PulledFolder implements AutoCloseable {

    /** The folder's own folder; no file of a repository may lie there. */
    static final String STATE = ".pull";

    private static final String LISTING = "listing.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final FileChannel lock;

    private PulledFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** What an earlier pull set out to bring here, if there was one. */
    static Optional<RepositoryListing> listing(Path folder) throws IOException {
        Path file = folder.resolve(STATE).resolve(LISTING);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), RepositoryListing.class));
        } catch (JacksonException e) {
            throw new HubException(file + ": damaged; delete it and give the same command again");
        }
    }

    /**
     * Makes the folder if there is none, and keeps other pulls away until it is closed.
     *
     * @throws HubException if it holds another commit or repository, or another pull is at work
     */
    static PulledFolder open(Path folder, RepositoryListing listing) throws IOException {
        Path state = Files.createDirectories(folder.resolve(STATE));
        FileChannel lock = FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lock)) {
                throw new HubException(folder + ": another pull is at work in this folder; wait for it to end");
            }
            Optional<RepositoryListing> earlier = listing(folder);
            if (earlier.isPresent()) {
                checkSame(folder, earlier.get(), listing);
            } else {
                write(state, listing);
            }
            return new PulledFolder(folder, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) { // by this very process
            return false;
        }
    }

    private static void checkSame(Path folder, RepositoryListing earlier, RepositoryListing listing)
            throws HubException {
        boolean sameRepository = earlier.repository().equals(listing.repository());
        if (!sameRepository || !earlier.commit().equals(listing.commit())) {
            throw new HubException(folder + ": holds " + earlier.repository() + " at commit " + earlier.commit()
                    + ", not " + listing.repository() + " at " + listing.commit()
                    + "; give another folder with --into"
                    + (sameRepository ? ", or leave --revision out to complete this one" : ""));
        }
    }

    private static void write(Path state, RepositoryListing listing) throws IOException {
        Path fresh = state.resolve(LISTING + ".new");
        Files.write(fresh, JSON.writeValueAsBytes(listing));
        force(fresh);
        Files.move(fresh, state.resolve(LISTING), StandardCopyOption.ATOMIC_MOVE);
        force(state);
    }

    /** Brings a file, or the names in a folder, to the disk. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Where a file belongs. */
    Path place(RemoteFile file) {
        return folder.resolve(file.path());
    }

    /**
     * Whether the file is here; every byte of it is read.
     *
     * @throws HubException if another one is in its place
     */
    boolean has(RemoteFile file) throws IOException {
        Path place = place(file);
        if (!Files.exists(place)) {
            return false;
        }
        if (!Files.isRegularFile(place) || Files.size(place) != file.size() || !hasContent(place, file)) {
            throw new HubException(place + ": has other content than the repository's " + file.path()
                    + ", and is not written over; move it away, or give another folder with --into");
        }
        return true;
    }

    private static boolean hasContent(Path place, RemoteFile file) throws IOException {
        MessageDigest digest = file.checksum().digest(file.size());
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            Checksum.add(channel, digest);
        }
        return file.checksum().isOf(digest);
    }

    /** What has arrived of a file so far. */
    Path part(RemoteFile file) {
        return folder.resolve(STATE).resolve(file.checksum().hex() + ".part");
    }

    /** @throws HubException if the disk has no room for the rest of the files */
    void checkRoom(List<RemoteFile> missing) throws IOException {
        long needed = 0;
        for (RemoteFile file : missing) {
            Path part = part(file);
            needed += file.size() - (Files.exists(part) ? Files.size(part) : 0);
        }
        long room = Files.getFileStore(folder).getUsableSpace();
        if (needed > room) {
            throw new HubException(folder + ": " + Bytes.words(needed) + " are missing, but the disk has room for "
                    + Bytes.words(room) + "; make room, or give a folder of another disk with --into");
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
