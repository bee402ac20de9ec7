package lockpick.study.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lockpick.study.experiment.RunKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of {@code done.json}: every file of a finished run with its size and sha256. A folder without one that
 * holds true is not a run.
 *
 * @param files by path within the run folder, in name order; {@code done.json} itself excluded
 */
record Seal(RunKey key, SortedMap<String, SealedFile> files) {

    static final String FILE = "done.json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final long SMALL = 1 << 16;

    /** @param sha256 as 64 lower-case hexadecimal digits */
    record SealedFile(long bytes, String sha256) {}

    /** How far to look for damage. */
    enum Check {
        /** Presence and size of every file, content of those up to 64 KiB: milliseconds. */
        QUICK,
        /** Content of every file. */
        FULL
    }

    /** Reads and hashes every file of a folder. */
    static Seal of(RunKey key, Path folder) throws IOException {
        SortedMap<String, SealedFile> files = new TreeMap<>();
        for (String name : names(folder)) {
            Path file = folder.resolve(name);
            files.put(name, new SealedFile(Files.size(file), sha256(file)));
        }
        return new Seal(key, files);
    }

    private static Iterable<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(FILE))
                    .toList();
        }
    }

    /**
     * Reads a folder's {@code done.json}.
     *
     * @throws IOException if there is none or it cannot be understood
     */
    static Seal read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new IOException(FILE + " is missing");
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            SortedMap<String, SealedFile> files = new TreeMap<>();
            for (var entry : json.required("files").properties()) {
                JsonNode sealed = entry.getValue();
                files.put(
                        entry.getKey(),
                        new SealedFile(
                                sealed.required("bytes").longValue(),
                                sealed.required("sha256").stringValue()));
            }
            return new Seal(new RunKey(json.required("key").stringValue()), files);
        } catch (JacksonException | IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new IOException(FILE + " cannot be read as JSON of a finished run", e);
        }
    }

    String toJson() {
        ObjectNode json = JSON.createObjectNode().put("key", key.hex());
        ObjectNode list = json.putObject("files");
        files.forEach(
                (name, file) -> list.putObject(name).put("bytes", file.bytes()).put("sha256", file.sha256()));
        return JSON.writeValueAsString(json) + "\n";
    }

    /** The first file that is not as it was sealed, said in one sentence; empty when all are. */
    Optional<String> damage(Path folder, Check check) throws IOException {
        for (var entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            SealedFile sealed = entry.getValue();
            if (!Files.isRegularFile(file)) {
                return Optional.of(entry.getKey() + " is missing");
            }
            long bytes = Files.size(file);
            if (bytes != sealed.bytes()) {
                return Optional.of(entry.getKey() + " has " + bytes + " bytes, but had " + sealed.bytes()
                        + " when the run finished");
            }
            boolean read = check == Check.FULL || bytes <= SMALL;
            if (read && !sha256(file).equals(sealed.sha256())) {
                return Optional.of(entry.getKey() + " has other content than when the run finished (sha256 differs)");
            }
        }
        return Optional.empty();
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                // the stream feeds the digest
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
