package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {

    private static final String MKL_IN_ITS_PLACE = "7f00-7f10 r-xp 00000000 fe:00 1 /home/me/.javacpp/cache/"
            + "mkl-2025.3-1.5.13-linux-x86_64-redist.jar/org/bytedeco/mkl/linux-x86_64/libopenblas.so.0";
    private static final String OPENBLAS = "7f00-7f10 r-xp 00000000 fe:00 2 /home/me/.javacpp/cache/"
            + "openblas-0.3.31-1.5.13-linux-x86_64.jar/org/bytedeco/openblas/linux-x86_64/libopenblas.so.0";
    private static final String GLUE = OPENBLAS.replace("libopenblas.so.0", "libjniopenblas.so");

    @Test
    void whatMultipliesIsWhatIsMapped() {
        assertThat(Natives.blas(Stream.of(GLUE, MKL_IN_ITS_PLACE))).isEqualTo("mkl");
        assertThat(Natives.blas(Stream.of(GLUE, OPENBLAS))).isEqualTo("openblas");
        assertThat(Natives.blas(Stream.of(MKL_IN_ITS_PLACE, OPENBLAS + " (deleted)"))) // loaded while MKL was put there
                .isEqualTo("openblas");
    }

    /** Unpacks 780 MB. */
    @Test
    @Tag("slow")
    void twoProcessesThatAreTheFirstMultiplyWithWhatTheyAskedFor(@TempDir Path empty) throws IOException {
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Dorg.bytedeco.javacpp.nopointergc=true",
                            "-Dorg.bytedeco.openblas.load=mkl",
                            "-Dorg.bytedeco.javacpp.cachedir=" + empty,
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NativesTest.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        for (Process process : both) {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("mkl");
        }
    }

    public static void main(String[] arguments) {
        System.out.print(Libtorch.blas());
    }
}
