package lockpick.engine.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The start of a tree of independent random streams. Each draw names its stream, so a draw added in one place shifts no
 * number elsewhere, and a row's numbers do not depend on the batch it stands in.
 */
public record Seed(long value) {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /**
     * The stream of this name: {@code seed.stream("candidates", round, problem.id())}.
     *
     * @param name what the stream is for, then what tells it from its siblings; strings and whole numbers
     */
    public Seed stream(String name, Object... more) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        for (Object part : more) {
            digest.update((byte) 0);
            digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        }
        return new Seed(ByteBuffer.wrap(digest.digest()).getLong());
    }

    /** A fresh generator at the start of this stream; the same one on every machine and Java version. */
    public RandomGenerator generator() {
        return GENERATORS.create(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
