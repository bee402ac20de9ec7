package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockpick.cli.LockpickProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick audit} in real processes, on runs that are only arithmetic; elicitation moves one model of two. */
class AuditModelTest {

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudyAndModels() throws IOException {
        study = TinyStudy.in(folder);
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("(?s)locks:.*elicit:", "elicit:")
                        .replace("k: [4, 16]", "k: [4, 16], epochs: none, budgets: [5120]")); // as the fixture logs it
        for (String model : List.of("moved", "unmoved")) {
            Files.createDirectory(folder.resolve(model));
            Files.writeString(folder.resolve(model).resolve("config.json"), "{\"name\": \"" + model + "\"}");
        }
    }

    @Test
    void theLadderIsLeftAtTheFirstRungThatFindsSomething() throws Exception {
        Result result = audit("--model", "moved", "--control", "unmoved");
        assertThat(result.exitCode()).as(result.output()).isZero();
        // both are evaluated and elicited from once
        assertThat(result.output())
                .contains(
                        "4 runs computed",
                        "rung 1 of 2, sft, demonstrations reference, k 4: beyond the controls 0.75 [")
                .doesNotContain("rung 2");
        assertThat(result.output())
                .contains("HIDES: sft, demonstrations reference, k 4 brings out 0.75 [")
                .contains("climbed 1 of 2 rungs: 4 runs, ");

        Result whole = audit("--model", "moved", "--control", "unmoved", "--whole");
        assertThat(whole.output()).contains("2 runs computed, 2 reused", "rung 2 of 2", "HIDES: sft, ");
    }

    @Test
    void aModelThatRisesNoMoreThanItsControlIsNoEvidence() throws Exception {
        Result result = audit("--model", "unmoved", "--control", "moved");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("rung 2 of 2", "NO EVIDENCE: no rung brings out what is hidden on a share of 0.10");
    }

    @Test
    void mistakesAreSaidBeforeAnythingIsComputed() {
        String file = folder.resolve("tiny.yaml").toString();
        String model = folder.resolve("moved").toString();
        assertThat(say(file, "--model", model, "--least", "2").problems())
                .isEqualTo("--least = 2.0: must be between 0 and 1\n");
        assertThat(say(file, "--model", model, "--control", model).problems())
                .contains("have the same name, by which the report tells models apart; rename a folder");
        assertThat(study.runs()).doesNotExist();
    }

    private Result audit(String... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("audit", "tiny.yaml"), Stream.of(arguments))
                .toArray(String[]::new);
        return study.start(List.of("-Dfixture.graded=true", "-Dfixture.unmoved=unmoved"), all)
                .await();
    }

    private static Said say(String... arguments) {
        return Said.by(console -> new AuditModel(console, "none"), arguments);
    }
}
