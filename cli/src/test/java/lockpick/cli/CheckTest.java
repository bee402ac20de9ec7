package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckTest {

    private static final Path STUDIES = Path.of(System.getProperty("lockpick.home"), "studies");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private int check(String... arguments) {
        var console = new Console(new PrintStream(out, true), new PrintStream(problems, true), false, 100);
        return new CommandLine(new Check(console))
                .setErr(new PrintWriter(problems, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, command, parsed) -> Lockpick.explain(e, console))
                .execute(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRightStudyIsCountedAndCosted() {
        assertThat(check(STUDIES.resolve("laptop/fig6.yaml").toString())).isZero();
        assertThat(text(out))
                .startsWith("ok: laptop-fig6: 105 runs (1 task, 3 locks, 3 seeds)\n")
                .contains("policy ", "lock ", "sft ", "total ", "at 25 GFLOP/s");
        assertThat(text(problems)).isEmpty();
    }

    @Test
    void controlsAreCounted(@TempDir Path folder) throws IOException {
        Path study = Files.writeString(folder.resolve("one.yaml"), """
            title: One lock
            seeds: [0]
            task: {kind: composition, functions: 8, identities: 4}
            strong: {examples: 1000, training: {learning-rate: 2.0e-3}}
            locks:
              - {method: sft, examples: 500, training: {learning-rate: 1.0e-3}}
            """);
        assertThat(check(study.toString())).isZero();
        assertThat(text(out)).startsWith("ok: one: 5 runs (1 task, 1 lock with 2 controls each, 1 seed)\n");
    }

    @Test
    void theSpeedCanBeGiven() {
        check("--gflops", "1", STUDIES.resolve("paper/fig6.yaml").toString());
        assertThat(text(out)).contains("at 1 GFLOP/s");
    }

    @Test
    void problemsGoToStandardErrorWithoutAStackTraceAndNothingIsWritten(@TempDir Path folder) throws IOException {
        Path study = Files.writeString(folder.resolve("wrong.yaml"), "title: Wrong\nlocks: []\nwibble: 1\n");
        assertThat(check(study.toString())).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(problems)).startsWith("wrong.yaml: 3 problems\n").doesNotContain("\tat ", "Exception");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(study);
        }
    }

    @Test
    void severalStudiesAndFoldersAreCostedTogether() {
        assertThat(check(
                        STUDIES.resolve("quickstart.yaml").toString(),
                        STUDIES.resolve("laptop/fig6.yaml").toString()))
                .isZero();
        List<String> lines = text(out).lines().toList();
        assertThat(lines.getFirst()).matches("ok: 2 studies: \\d+ runs");
        assertThat(lines.stream().skip(2).map(line -> line.strip().split(" +")[0]))
                .containsExactly("quickstart", "laptop-fig6", "total", "An");
    }

    @Test
    void theProblemsOfAllStudiesAreToldAtOnce(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "title: Wrong\nwibble: 1\n");
        Files.writeString(folder.resolve("b.yml"), "title: Wrong\nwobble: 1\n");
        assertThat(check(folder.toString(), STUDIES.resolve("quickstart.yaml").toString()))
                .isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(problems)).contains("a.yaml: ", "wibble", "b.yml: ", "wobble");
    }

    @Test
    void twoStudiesOfOneNameAreRefusedAndOneGivenTwiceIsOne(@TempDir Path folder) throws IOException {
        String quickstart = Files.readString(STUDIES.resolve("quickstart.yaml"));
        Path first =
                Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("lock.yaml"), quickstart);
        Path second =
                Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("lock.yaml"), quickstart);
        assertThat(check(first.toString(), second.toString())).isEqualTo(2);
        assertThat(text(problems))
                .isEqualTo(first + " and " + second + " are both called lock, under which a runs folder keeps their"
                        + " reports; rename one, or put both into folders of a folder studies\n");
        assertThat(check(first.toString(), folder.resolve("a").toString())).isZero();
        assertThat(text(out)).startsWith("ok: lock: 84 runs");
    }

    @Test
    void misuseIsExplained() {
        assertThat(check()).isEqualTo(2);
        assertThat(text(problems)).startsWith("Missing required parameter: 'STUDY.yaml'");
        assertThat(check("--gflops", "0", "x.yaml")).isEqualTo(2);
        assertThat(text(problems)).contains("--gflops = 0.0: must be greater than 0");
    }

    @Test
    void theSchemaIsPrintedAsItIsShipped() throws IOException {
        assertThat(check("--schema")).isZero();
        assertThat(text(out)).isEqualTo(Files.readString(STUDIES.resolve("study.schema.json")));
    }
}
