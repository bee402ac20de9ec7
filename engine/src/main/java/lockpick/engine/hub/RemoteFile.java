package lockpick.engine.hub;

import java.util.Arrays;
import java.util.List;

/**
 * A file of a repository.
 *
 * @param path in the repository, with slashes; safe to use below a folder
 * @param size in bytes
 */
public record RemoteFile(String path, long size, Checksum checksum) {

    private static final int MOST_PATH = 1024;
    private static final long MOST_BYTES =
            1L << 42; // four times the largest models; sums of sizes stay far from overflow

    /** @throws IllegalArgumentException if the path could leave its folder, or the size is absurd */
    public RemoteFile {
        if (!isSafe(path)) {
            throw new IllegalArgumentException("'" + Visible.text(path) + "' is no name for a file in a folder");
        }
        if (size < 0 || size > MOST_BYTES) {
            throw new IllegalArgumentException(path + " is said to have " + size + " bytes");
        }
    }

    private static boolean isSafe(String path) {
        List<String> names = Arrays.asList(path.split("/", -1));
        return path.length() <= MOST_PATH
                && path.codePoints().allMatch(Visible::isSafe)
                && !path.contains("\\")
                && !names.contains("")
                && !names.contains(".")
                && !names.contains("..")
                && !names.getFirst().equals(PulledFolder.STATE);
    }
}
