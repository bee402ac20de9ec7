package lockpick.study.endpoint;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import lockpick.study.file.Durable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers by what was asked: a file for each, named after the sha256 of address and request. Its first line is the sha256 of
 * the rest, which is JSON: the request and the answer. A file is written whole or not at all; one that is damaged counts as
 * none. Several processes may use one folder.
 */
final class AnswerCache {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    /** @param folder made when the first answer is kept */
    AnswerCache(Path folder) {
        this.folder = folder;
    }

    /** The name of a request to an address. */
    static String key(URI address, Body body) {
        return sha256(address + "\n" + body.text());
    }

    /** What was answered, if it is here and whole. */
    Optional<JsonNode> find(String key) {
        try {
            String text = Files.readString(place(key));
            int line = text.indexOf('\n');
            String content = text.substring(line + 1);
            if (line < 0 || !text.substring(0, line).equals(sha256(content))) {
                return Optional.empty();
            }
            return Optional.of(JSON.readTree(content).path("answer"));
        } catch (NoSuchFileException | CharacterCodingException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EndpointException(place(key) + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Keeps an answer; from now on it survives a power cut. */
    void keep(String key, Body body, JsonNode answer) {
        ObjectNode entry = JSON.createObjectNode();
        entry.set("request", body.json());
        entry.set("answer", answer);
        String content = JSON.writeValueAsString(entry);
        Path file = place(key);
        Path shelf = shelf(key);
        try {
            Files.createDirectories(shelf);
            Durable.replace(file, sha256(content) + "\n" + content);
            Durable.force(folder);
        } catch (IOException e) {
            throw new EndpointException(file + ": an answer cannot be kept (" + e.getMessage()
                    + "); see that the folder can be written to and has room");
        }
    }

    private Path place(String key) {
        return shelf(key).resolve(key + ".json");
    }

    private Path shelf(String key) {
        return folder.resolve(key.substring(0, 2));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
