package lockpick.engine.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a repository holds at one commit.
 *
 * @param commit full name of the commit
 */
public record RepositoryListing(RepositoryId repository, String commit, List<RemoteFile> files) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern COMMIT = Pattern.compile("[0-9A-Za-z]{7,64}");
    private static final int SHORT = 8;

    /** @throws IllegalArgumentException if two files have one name, or that is no commit */
    public RepositoryListing {
        if (!COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("'" + Visible.text(commit) + "' is no commit");
        }
        files = List.copyOf(files);
        Set<String> paths = new HashSet<>();
        for (RemoteFile file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException("two files are called " + file.path());
            }
        }
    }

    /** The commit as people write it. */
    public String shortCommit() {
        return commit.substring(0, Math.min(SHORT, commit.length()));
    }

    /**
     * Reads the hub's answer to a question for a model with {@code blobs=true}.
     *
     * @throws IllegalArgumentException if it is not such an answer
     */
    static RepositoryListing read(RepositoryId repository, byte[] answer) {
        JsonNode root;
        try {
            root = JSON.readTree(answer);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (!root.path("sha").isString() || !root.path("siblings").isArray()) {
            throw new IllegalArgumentException("it has no sha and siblings");
        }
        List<RemoteFile> files = new ArrayList<>();
        for (JsonNode sibling : root.path("siblings")) {
            files.add(file(sibling));
        }
        return new RepositoryListing(repository, root.path("sha").asString(), files);
    }

    private static RemoteFile file(JsonNode sibling) {
        String path = sibling.path("rfilename").asString("");
        JsonNode large = sibling.path("lfs");
        JsonNode size = large.path("size").isMissingNode() ? sibling.path("size") : large.path("size");
        JsonNode hex = large.isObject() ? large.path("sha256") : sibling.path("blobId");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || !hex.isString()) {
            throw new IllegalArgumentException(
                    "it gives no size and checksum of '" + Visible.text(path) + "', so that nothing could be verified");
        }
        Checksum.Kind kind = large.isObject() ? Checksum.Kind.SHA256 : Checksum.Kind.GIT_BLOB;
        return new RemoteFile(path, size.asLong(), new Checksum(kind, hex.asString()));
    }
}
