package lockpick.engine.tensor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * The native libraries. JavaCPP unpacks them when they are first wanted, OpenBLAS before the link that puts MKL in its place: a
 * process that loads in between would multiply with OpenBLAS and round differently. So processes load one at a time until one has
 * unpacked everything, and each looks at what it has got.
 */
final class Natives {

    private static final String MAPS = "/proc/self/maps";

    static {
        loadAlone();
        if (!loadedBlas().equals(askedBlas())) {
            throw new UnsatisfiedLinkError("matrix products: " + askedBlas() + " was asked for, but " + loadedBlas()
                    + " was loaded, perhaps since another program unpacks its own into the same folder; start again, with"
                    + " -Dorg.bytedeco.javacpp.cachedir=FOLDER if it comes back");
        }
    }

    private Natives() {}

    /** Loads them, if that has not been done. */
    static void load() {}

    /** What was loaded to multiply matrices: mkl or openblas. */
    static String loadedBlas() {
        try (Stream<String> maps = Files.lines(Path.of(MAPS), ISO_8859_1)) {
            return blas(maps);
        } catch (IOException e) {
            return askedBlas(); // another system, which does not tell
        }
    }

    /** @param maps what a process has mapped; MKL's libopenblas.so is in the folder of MKL's jar */
    static String blas(Stream<String> maps) {
        return maps.anyMatch(line -> line.contains("/libopenblas.so") && !line.contains("/mkl-")) ? "openblas" : "mkl";
    }

    private static String askedBlas() {
        return System.getProperty("org.bytedeco.openblas.load", "").startsWith("mkl") ? "mkl" : "openblas";
    }

    private static void loadAlone() {
        try {
            Path folder = Loader.getCacheDir().toPath();
            Path unpacked = folder.resolve("lockpick-" + Loader.getVersion("org.bytedeco", "pytorch") + "-"
                    + Loader.getVersion("org.bytedeco", "openblas") + "-" + askedBlas());
            if (!Files.exists(unpacked)) {
                try (FileChannel channel = FileChannel.open(folder.resolve("lockpick.lock"), CREATE, WRITE);
                        FileLock alone = channel.lock()) {
                    Loader.load(torch.class);
                    Files.writeString(unpacked, "");
                }
            }
        } catch (IOException e) {
            // a file system without locks, or a folder that is only read
        }
        Loader.load(torch.class);
    }
}
