package lockpick.engine.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;

/** The beginning of a file that is being fetched. It outlives the process, so that nothing is fetched twice. */
final class PartFile implements AutoCloseable {

    private final Path path;
    private final RemoteFile whole;
    private final FileChannel channel;
    private MessageDigest digest;
    private long length;

    private PartFile(Path path, RemoteFile whole, FileChannel channel) {
        this.path = path;
        this.whole = whole;
        this.channel = channel;
        this.digest = whole.checksum().digest(whole.size());
    }

    /** Opens what an earlier attempt left at this path, or begins. */
    static PartFile open(Path path, RemoteFile whole) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PartFile part = new PartFile(path, whole, channel);
        try {
            if (channel.size() > whole.size()) {
                channel.truncate(0);
            }
            part.length = Checksum.add(channel, part.digest);
            return part;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes that are here. */
    long length() {
        return length;
    }

    boolean isWhole() {
        return length == whole.size();
    }

    /** Forgets what is here. */
    void restart() throws IOException {
        channel.truncate(0);
        digest = whole.checksum().digest(whole.size());
        length = 0;
    }

    /** @throws HubException if that is more than the whole file; then it is deleted */
    void append(ByteBuffer bytes) throws IOException {
        if (length + bytes.remaining() > whole.size()) {
            throw wrong("more bytes");
        }
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            length += channel.write(bytes, length);
        }
    }

    /**
     * Gives the whole file its place, for good.
     *
     * @param target a file in some folder, which is made if there is none
     * @throws HubException if the content is not what the hub announced; then it is deleted
     */
    void moveTo(Path target) throws IOException {
        if (!whole.checksum().isOf(digest)) {
            throw wrong("another checksum");
        }
        channel.force(true);
        Path folder = Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        PulledFolder.force(folder);
    }

    private HubException wrong(String what) throws IOException {
        Files.delete(path);
        return new HubException(whole.path() + ": what arrived has " + what + " than the hub announces; it is deleted,"
                + " give the same command again to fetch it anew");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
