package lockpick.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a model folder: one clear sentence, nothing left behind, no memory beyond what the files have. */
class BrokenFileTest {

    private static final long SEED = new Random().nextLong();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    static List<BrokenFile> files() {
        return BrokenFile.all(SEED);
    }

    /** Classes that are loaded on the first run would count among the first file's memory. */
    @BeforeAll
    static void warmUp(@TempDir Path folder) throws IOException {
        BrokenFile.copyGood(folder);
        Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close();
    }

    @Test
    void theFolderIsLoadedWhenNothingIsBroken() throws IOException {
        BrokenFile.copyGood(folder);
        Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close();
        assertThat(files()).hasSizeGreaterThan(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aBrokenFileIsRefusedInOneSentence(BrokenFile broken) throws IOException {
        BrokenFile.copyGood(folder);
        Files.write(folder.resolve(broken.file()), broken.content());
        assertRefused(broken.content().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {BrokenFile.CONFIG, BrokenFile.INDEX, BrokenFile.SHARD})
    void aFolderInPlaceOfAFileIsRefused(String file) throws IOException {
        BrokenFile.copyGood(folder);
        Files.delete(folder.resolve(file));
        Files.createDirectory(folder.resolve(file));
        assertRefused(0);
    }

    @Test
    void aHeaderOfTenGigabytesIsRefusedEvenIfTheyAreThere() throws IOException {
        BrokenFile.copyGood(folder);
        try (var file = new RandomAccessFile(folder.resolve(BrokenFile.SHARD).toFile(), "rw")) {
            file.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(10_000_000_000L)
                    .array());
            file.setLength(10_000_000_008L); // takes no room on the disk
        }
        assertRefused(0);
    }

    static Stream<Path> goldenFolders() throws IOException {
        return Files.list(Path.of(
                URI.create(BrokenFile.class.getResource("/golden/models").toString())));
    }

    @ParameterizedTest
    @MethodSource("goldenFolders")
    void whateverNumberStandsInAConfigItIsRefusedOrLoaded(Path golden) throws IOException {
        try (Stream<Path> files = Files.list(golden)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path config = folder.resolve(BrokenFile.CONFIG);
        String good = Files.readString(config);
        List<MatchResult> numbers =
                Pattern.compile(": (\\d[-.e\\d]*)").matcher(good).results().toList();
        assertThat(numbers).hasSizeGreaterThan(5);
        for (MatchResult number : numbers) {
            for (String other : List.of("0", "-1", "3", "268435460", "2147483647", "-1e308", "4.9e-324", "1e400")) {
                String changed = good.substring(0, number.start(1)) + other + good.substring(number.end(1));
                Files.writeString(config, changed);
                try {
                    Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close();
                } catch (CheckpointException e) {
                    assertThat(e).hasMessageStartingWith(folder.toString());
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(changed, e);
                }
            }
        }
    }

    /** The good files and the classes that read them take some memory; a file of lies must not add to it. */
    private void assertRefused(long bytes) {
        long tensors = TensorScope.liveTensors();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Throwable refusal = catchThrowable(
                () -> Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close());
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(refusal)
                .as("seed %d", SEED)
                .isInstanceOf(CheckpointException.class)
                .message()
                .startsWith(folder.toString())
                .hasLineCount(1)
                .hasSizeLessThan(folder.toString().length() + 900);
        assertThat(TensorScope.liveTensors()).isEqualTo(tensors);
        assertThat(allocated).as("bytes, seed %d", SEED).isLessThan(4_000_000 + bytes);
    }
}
