package lockpick.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockpick.report.SyntheticStudy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {

    @TempDir
    private Path folder;

    private Path runs;
    private Path into;

    @BeforeEach
    void writeRuns() throws IOException {
        runs = folder.resolve("runs");
        SyntheticStudy.small(1).write(runs);
        into = Files.createDirectory(folder.resolve("into"));
    }

    @Test
    void everyRunHasAFolderWithOneFileOfWhatItLogged() throws IOException {
        assertThat(TensorBoard.export(runs, Set.of("synthetic"), into)).isEqualTo(11);
        Path lock = SyntheticStudy.first(runs, "lock");
        Path exported = into.resolve(lock.getFileName() + " seed 0, lock sft-12.5k");
        List<String> lines = Files.readAllLines(lock.resolve("metrics.jsonl"));
        long curve = lines.stream().filter(line -> line.contains("\"train\"")).count();
        List<String> events = events(exported);
        // One of the version; three values of a point of the curve, two of an evaluation.
        assertThat(events).hasSize((int) (1 + 3 * curve + 2 * (lines.size() - curve)));
        assertThat(events.getFirst()).contains("brain.Event:2");
        assertThat(events.get(1)).contains("train/loss");
        assertThat(events.getLast()).contains("reward/validation/wrong-password");
    }

    @Test
    void runsOfOtherStudiesAreLeftOut() throws IOException {
        assertThat(TensorBoard.export(runs, Set.of("another"), into)).isZero();
        assertThat(into).isEmptyDirectory();
    }

    /** The messages of a run's file as Latin-1, after a look at lengths and checksums. */
    private static List<String> events(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            Path file = files.findFirst().orElseThrow();
            assertThat(file.getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d{10}\\.lockpick");
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            List<String> events = new ArrayList<>();
            while (bytes.hasRemaining()) {
                byte[] length = new byte[8];
                bytes.mark().get(length).reset();
                byte[] event = new byte[(int) bytes.getLong()];
                assertThat(bytes.getInt()).isEqualTo(EventFile.maskedCrc(length));
                bytes.get(event);
                assertThat(bytes.getInt()).isEqualTo(EventFile.maskedCrc(event));
                events.add(new String(event, StandardCharsets.ISO_8859_1));
            }
            return events;
        }
    }
}
