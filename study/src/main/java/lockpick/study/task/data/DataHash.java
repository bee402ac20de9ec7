package lockpick.study.task.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SHA-256 of a data set's files: of each its place below the folder, its size and its bytes, in the order of places. */
public record DataHash(String hex) {

    private static final int BUFFER = 1 << 16; // bytes

    /**
     * The hash that these files have now, as hexadecimal digits.
     *
     * @param expected what it must be, if anything
     * @throws DataChangedException if it is another
     */
    public static String expected(Path path, Optional<String> expected) throws IOException {
        String found = of(path).hex();
        if (expected.isPresent() && !expected.get().equals(found)) {
            throw new DataChangedException(path, expected.get(), found);
        }
        return found;
    }

    /**
     * Of a file, or of all files under a folder; hidden ones are left out.
     *
     * @throws NoSuchFileException if there is no such file or folder, or no file in it
     */
    public static DataHash of(Path path) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        List<Path> files = files(path);
        for (Path file : files) {
            String place = path.equals(file) ? "" : path.relativize(file).toString();
            digest.update((place + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return new DataHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || !isHidden(path.relativize(file)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(path.toString(), null, "holds no file");
            }
            return files;
        }
    }

    private static boolean isHidden(Path below) {
        for (Path name : below) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
