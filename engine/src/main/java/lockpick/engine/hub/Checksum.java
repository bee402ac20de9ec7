package lockpick.engine.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What tells the content of a file: the sha256 of a large one, the git blob hash of a small one, which is the SHA-1 of
 * "blob", its size, a zero byte and its bytes.
 *
 * @param hex lower case
 */
public record Checksum(Kind kind, String hex) {

    private static final int PIECE = 1 << 20;

    /** How it is computed. */
    public enum Kind {
        SHA256("SHA-256", 64),
        GIT_BLOB("SHA-1", 40);

        private final String algorithm;
        private final Pattern form;

        Kind(String algorithm, int digits) {
            this.algorithm = algorithm;
            this.form = Pattern.compile("[0-9a-f]{" + digits + "}");
        }
    }

    /** @throws IllegalArgumentException if that is not so many hexadecimal digits */
    public Checksum {
        if (!kind.form.matcher(hex).matches()) {
            throw new IllegalArgumentException("checksum " + Visible.text(hex) + " is no " + kind.algorithm);
        }
    }

    /**
     * A digest that the file's bytes are to be added to.
     *
     * @param size of the file in bytes
     */
    MessageDigest digest(long size) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(kind.algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + kind.algorithm, e);
        }
        if (kind == Kind.GIT_BLOB) {
            digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        return digest;
    }

    /**
     * Adds the bytes of a file, from where the channel stands to its end, to a digest.
     *
     * @return how many these are
     */
    static long add(FileChannel channel, MessageDigest digest) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long bytes = 0;
        while (channel.read(piece.clear()) >= 0) {
            bytes += piece.flip().remaining();
            digest.update(piece);
        }
        return bytes;
    }

    /** Whether the digest of a file is this. The digest begins anew. */
    boolean isOf(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }
}
