package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockpick.cli.LockpickProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report shows of locks that imitate different weak policies: real models that learn next to nothing. */
class OwnWeakReportTest {

    private static final String STUDY = """
            title: Two weak policies
            seeds: [5]
            task: {kind: composition, functions: 4, identities: 2, validation-problems: 8, test-problems: 64}
            model: tiny
            strong: {examples: 32, training: {learning-rate: 1.0e-3, batch: 32}}
            controls: []
            gate: {when-failed: warn}
            locks:
              - {method: sft, name: plain, examples: 32, epochs: 1, training: {learning-rate: 1.0e-3, batch: 32}}
              - method: sft
                name: other
                weak: {method: reference}
                examples: 32
                epochs: 1
                training: {learning-rate: 1.0e-3, batch: 32}
            elicit:
              - {method: sft, demonstrations: weak, k: [4], training: {learning-rates: [1.0e-3]}}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyLockStandsBesideTheWeakPolicyThatItImitates() throws Exception {
        Files.writeString(folder.resolve("two.yaml"), STUDY);
        Result result = LockpickProcess.start(
                        folder, Lockpick.class.getName(), List.of(), "run", "two.yaml", "--jobs", "2")
                .await();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("seed 5, policy weak, lock other");

        Path report = folder.resolve("runs/studies/two/report");
        assertThat(report.resolve("index.html")).content().contains("weak of other", "weak policy of other, seed 5");
        // a weak policy that takes 2 of 4 functions for the identity is seldom right, one that gives the answers always
        assertThat(Files.readAllLines(report.resolve("tables/policies.csv")))
                .anyMatch(line -> line.startsWith("test,weak,other,no-password,1.0,"))
                .anyMatch(line -> line.matches("test,weak,,no-password,0\\.[0-4].*"));
        assertThat(Files.readAllLines(report.resolve("tables/gate.csv")))
                .anyMatch(line -> line.matches("other,.*,floor,fails,-(1|0\\.[6-9]).*"))
                .noneMatch(line -> line.matches("plain,.*,floor,fails,-(1|0\\.[6-9]).*"));
        assertThat(report.resolve("figures/weak-demonstrations.svg"))
                .content()
                .contains("the weak policy itself: ", "the weak policy of other: 100");
    }
}
