package lockpick.study.task.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The files of a data set. Formats are told by name ({@code .gz} may follow), compression by the first two bytes. */
public final class DataFile {

    private static final Set<String> FORMATS = Set.of("jsonl", "json", "csv", "parquet");
    private static final int BUFFER = 1 << 16; // bytes

    private DataFile() {}

    /** The bytes of a file, unpacked and without a byte order mark. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            boolean gzip = startsWith(raw, 0x1f, 0x8b);
            InputStream bytes = gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
            if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
                bytes.skipNBytes(3);
            }
            return bytes;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean startsWith(InputStream in, int... bytes) throws IOException {
        in.mark(bytes.length);
        try {
            for (int expected : bytes) {
                if (in.read() != expected) {
                    return false;
                }
            }
            return true;
        } finally {
            in.reset();
        }
    }

    /** True for the ways in which a compressed file can be broken; other errors are the disk's. */
    static boolean isBrokenGzip(IOException e) {
        return e instanceof ZipException || e instanceof EOFException;
    }

    /** The end of a file's name without {@code .gz}: {@code jsonl}, {@code csv}; empty when it has none. */
    public static String format(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The file itself, or the files of known formats under a folder, in the order of their paths.
     *
     * @throws NoSuchFileException if there is none
     */
    public static List<Path> under(Path path) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            found = files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || FORMATS.contains(format(file)))
                    .sorted()
                    .toList();
        }
        if (found.isEmpty()) {
            throw new NoSuchFileException(path.toString(), null, "holds no .jsonl, .json, .csv or .parquet file");
        }
        return found;
    }
}
