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

/** {@code lockpick elicit} in real processes, on runs that are only arithmetic; grades follow a rule. */
class ElicitFromModelsTest {

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("k: [4, 16]", "k: [4, 16], epochs: none, budgets: [5120]")); // as the fixture logs it
    }

    @Test
    void oneLockIsElicitedFromWithAllThatThisBuildsOnAndNoOther() throws Exception {
        Result result = elicit("tiny.yaml", "--lock", "sft");
        assertThat(result.exitCode()).as(result.output()).isZero();
        // the strong policy, the weak one for the gate, the lock, two elicitations
        assertThat(result.output()).contains("5 runs computed, 0 reused").doesNotContain("lock from-scratch ");

        assertThat(elicit("tiny.yaml").output()).contains("3 runs computed, 5 reused");
    }

    @Test
    void aModelFolderIsElicitedFromInAReportOfItsOwnAndTheStudyNeedsNoLocks() throws Exception {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("(?s)locks:.*elicit:", "elicit:"));
        Files.createDirectory(folder.resolve("suspect"));
        Files.writeString(folder.resolve("suspect/config.json"), "{}");
        Result result = elicit("tiny.yaml", "--model", "suspect");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("3 runs computed", "given models: suspect from 25");
        try (Stream<Path> studies = Files.list(study.runs().resolve("studies"))) {
            assertThat(studies).singleElement().satisfies(one -> {
                assertThat(one.getFileName().toString()).matches("tiny-suspect-[0-9a-f]{8}");
                assertThat(one.resolve("report/index.html")).content().contains("given: suspect");
            });
        }
    }

    @Test
    void whatTheStudyLacksIsSaidBeforeAnythingIsComputed() throws IOException {
        String file = folder.resolve("tiny.yaml").toString();
        assertThat(say(file, "--lock", "stf").problems())
                .isEqualTo("--lock = stf: the study has from-scratch and sft; did you mean sft?\n");
        assertThat(say(file, "--method", "sftt").problems())
                .isEqualTo("--method = sftt: the study has sft; did you mean sft?\n");
        assertThat(say(file, "--seed", "7").problems()).isEqualTo("--seed = 7: the study has 0\n");
        assertThat(say(file, "--model", folder.toString()).problems())
                .contains("no model folder; one holds config.json");

        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(
                folder.resolve("tiny.yaml"),
                Files.readString(folder.resolve("tiny.yaml")).replace("seeds: [0]", "seeds: [0, 1]"));
        assertThat(say(file, "--model", folder.toString()).problems())
                .contains("the functions of this task follow from the seed")
                .endsWith("such as --seed 0\n");
        assertThat(study.runs()).doesNotExist();
    }

    private Result elicit(String... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("elicit"), Stream.of(arguments)).toArray(String[]::new);
        return study.start(List.of("-Dfixture.graded=true"), all).await();
    }

    private Said say(String... arguments) {
        return Said.by(console -> new ElicitFromModels(console, "none"), arguments);
    }
}
