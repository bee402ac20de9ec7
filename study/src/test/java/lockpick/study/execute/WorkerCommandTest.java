package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {

    private static final String NATIVES = "-Dorg.bytedeco.javacpp.cachedir=/home/me/.javacpp/cache";
    private static final String BLAS = "-Dorg.bytedeco.openblas.load=";

    @TempDir
    private Path folder = Path.of("");

    /** Its threads get in each other's way; and natives for MKL are not those that a process of OpenBLAS links to. */
    @Test
    void workersOfSeveralThreadsMultiplyWithMklFromItsOwnNatives() throws IOException {
        assertThat(flags(1)).contains(NATIVES + "-openblas").endsWith(BLAS + " -cp classes Main");
        assertThat(flags(2))
                .contains(NATIVES + " ")
                .doesNotContain("-openblas")
                .endsWith(BLAS + " " + BLAS + "mkl -cp classes Main");
    }

    private String flags(int threads) throws IOException {
        WorkerCommand command = new WorkerCommand(
                List.of("/bin/echo", NATIVES + "-openblas", BLAS, "-cp", "classes", "Main"),
                Map.of(),
                folder.toString());
        try (var said = command.start(threads, folder.resolve("log")).getInputStream()) {
            return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
