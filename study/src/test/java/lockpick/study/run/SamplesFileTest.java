package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import lockpick.study.pipeline.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesFileTest {

    private static final List<Sample> SAMPLES = List.of(
            new Sample("train/algebra/7", List.of("x = \"1\"\n\\boxed{1}", "", "x = 2"), Optional.empty()),
            new Sample("b", List.of("é 字 \uD83D\uDE00", "half a character \uD83D", "\u0000\u2028"), Optional.empty()),
            new Sample("a", List.of("(A)", "(A)"), Optional.of(List.of(0.1, 1.0 / 3, 1 - 0.1 - 1.0 / 3, 0.0))));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenReadsBackInItsOrder() throws IOException {
        Path file = folder.resolve("samples.jsonl.gz");
        SamplesFile.write(file, SAMPLES);
        assertThat(SamplesFile.read(file).values()).containsExactlyElementsOf(SAMPLES);
        assertThat(SamplesFile.read(file)).containsOnlyKeys("train/algebra/7", "b", "a");
    }

    @Test
    void equalSamplesAreEqualBytes() throws IOException {
        SamplesFile.write(folder.resolve("one"), SAMPLES);
        SamplesFile.write(folder.resolve("other"), List.copyOf(SAMPLES));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("other"));
    }

    @Test
    void whatHoldsNoSamplesIsNamed() throws IOException {
        Path file = folder.resolve("samples.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"problem\": \"a\", \"comp".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> SamplesFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " does not hold samples: ");
    }
}
