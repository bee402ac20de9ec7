package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LoadingMemoryTest {

    @TempDir
    private Path folder;

    /** 2 · 50,304 · 1,024 numbers in the embedding and the head, 12 · 1,024² in each of 32 layers: 2.0 GB. */
    @Test
    void aProcessThatLoadsTwoGigabytesHoldsAtMost15PercentMore() throws IOException {
        long bytes;
        try (Decoder decoder = Decoder.blank(GptNeoX.pythia(32, 1_024, 8, 50_304, 2_048))) {
            Checkpoint.save(decoder, folder);
            bytes = 4 * decoder.parameters().count();
        }
        assertThat(bytes).isBetween(2_000_000_000L, 2_100_000_000L);
        assertThat(peakBytesOfLoading()).isBetween(bytes, bytes * 115 / 100);
    }

    /** With the flags of the launcher. */
    private long peakBytesOfLoading() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        "-Dorg.bytedeco.openblas.load=" + System.getProperty("org.bytedeco.openblas.load", "mkl"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xms64m",
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadedOnce.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String kilobytes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(kilobytes.strip()) * 1024;
    }

    /** Loads a folder and prints the most memory that its process has held. */
    static final class LoadedOnce {

        public static void main(String... arguments) throws IOException {
            try (Decoder decoder = Checkpoint.load(Path.of(arguments[0]), DType.FLOAT32, Device.CPU)) {
                System.out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .findFirst()
                        .orElseThrow());
            }
        }
    }
}
