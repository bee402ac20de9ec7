package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockpick.cli.LockpickProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick run} on locks that the gate finds good or not, in real processes; grades follow a rule. */
class GatedElicitationTest {

    private static final String OPEN = "-Dfixture.open=from-scratch";

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
    }

    @Test
    void lockedModelsAreElicitedFrom() throws Exception {
        Result result = run();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(elicitations()).isEqualTo(4);
    }

    @Test
    void noElicitationBeginsOnAModelThatIsNotLocked() throws Exception {
        Result result = run(OPEN);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("lock from-scratch of seed 0 is not locked: gap, floor, agreement; 2 elicitations left out")
                .contains("gate.when-failed: warn")
                .doesNotContain("of sft of seed")
                .doesNotContain("\tat ");
        assertThat(elicitations()).as("of the other lock").isEqualTo(2);

        Result again = run(OPEN);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("6 of them finished before; 2 to compute", "2 elicitations left out");
        assertThat(elicitations()).isEqualTo(2);
    }

    @Test
    void theGateWaitsForThePolicyThatTheLockImitates() throws Exception {
        // nothing needs the weak policy, but without it nobody knows that this floor is too low
        for (String jobs : List.of("1", "3")) {
            Path runs = folder.resolve("with-" + jobs);
            Result result = study.start(
                            List.of("-Dfixture.graded=true", "-Dfixture.broken=from-scratch"),
                            "run",
                            "tiny.yaml",
                            "--runs",
                            runs.toString(),
                            "--jobs",
                            jobs,
                            "--no-report")
                    .await();
            assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
            assertThat(result.output()).contains("lock from-scratch of seed 0 is not locked: floor; 2 elicitations");
            assertThat(elicitations(runs)).isEqualTo(2);
        }
    }

    @Test
    void whoOnlyWantsAWarningElicitsAllTheSame() throws Exception {
        add("gate: {when-failed: warn}\n");
        Result result = run(OPEN);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(elicitations()).isEqualTo(4);
    }

    @Test
    void controlsAreNeverGated() throws Exception {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(file, Files.readString(file).replace("controls: []", "controls: [never-locked]"));
        Result result = run(OPEN);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("2 elicitations left out");
        assertThat(elicitations()).as("of the other lock, and of both controls").isEqualTo(2 + 4);
    }

    private void add(String lines) throws IOException {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(file, Files.readString(file) + lines);
    }

    private Result run(String... flags) throws Exception {
        List<String> all = new ArrayList<>(List.of("-Dfixture.graded=true"));
        all.addAll(List.of(flags));
        return study.run(all.toArray(String[]::new));
    }

    private long elicitations() throws IOException {
        return elicitations(study.runs());
    }

    private static long elicitations(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(path -> path.getFileName().toString().startsWith("sft-"))
                    .count();
        }
    }
}
