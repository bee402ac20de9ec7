package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockpick.study.file.Durable;
import lockpick.study.run.RunsFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick gc} on copies of the runs of one finished study. */
class DeleteUnusedTest {

    @TempDir
    private static Path original = Path.of("");

    @TempDir
    private Path folder;

    private Path runs;

    @BeforeAll
    static void runOnce() throws Exception {
        assertThat(TinyStudy.in(original).run().exitCode()).isZero();
    }

    @BeforeEach
    void copyRuns() throws IOException {
        runs = folder.resolve("runs");
        try (Stream<Path> all = Files.walk(original.resolve("runs"))) {
            for (Path path : all.toList()) {
                Files.copy(path, runs.resolve(original.resolve("runs").relativize(path)));
            }
        }
        TinyStudy.in(folder);
    }

    private Said gc(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs", runs.toString()));
        return Said.by(DeleteUnused::new, all.toArray(String[]::new));
    }

    private List<String> runFolders() throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[a-z]+-[0-9a-f]{12}"))
                    .sorted()
                    .toList();
        }
    }

    /** Only the elicitations with 16 demonstrations are of no use to what the study has become. */
    private String studyWithoutSixteen() throws IOException {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(file, Files.readString(file).replace("k: [4, 16]", "k: [4]"));
        return file.toString();
    }

    @Test
    void runsOfAStudyStay() throws IOException {
        assertThat(gc("--delete"))
                .extracting(Said::exitCode, Said::out)
                .containsExactly(0, "every finished run belongs to a study\n");
        assertThat(gc("--delete", folder.resolve("tiny.yaml").toString()).out())
                .isEqualTo("every finished run belongs to a study\n");
        assertThat(runFolders()).hasSize(TinyStudy.RUNS);
    }

    @Test
    void withoutDeleteNothingIsChanged() throws IOException {
        Said said = gc(studyWithoutSixteen());
        assertThat(said.exitCode()).isZero();
        assertThat(said.lines()).hasSize(3);
        assertThat(said.lines().getFirst()).matches("  sft-[0-9a-f]{12} +\\d+ kB  composition-1");
        assertThat(said.lines().getLast())
                .matches("2 finished runs that no study refers to, \\d+ kB; --delete deletes them");
        assertThat(runFolders()).hasSize(TinyStudy.RUNS);
    }

    @Test
    void deleteTakesWhatWasListedAndNothingElse() throws IOException {
        List<String> listed = gc(studyWithoutSixteen()).lines().stream()
                .limit(2)
                .map(line -> line.strip().split(" ")[0])
                .toList();
        List<String> stay =
                runFolders().stream().filter(name -> !listed.contains(name)).toList();

        Said said = gc("--delete", folder.toString()); // the folder of the study

        assertThat(said.lines().getLast()).startsWith("deleted 2 finished runs that no study refers to, ");
        assertThat(runFolders()).isEqualTo(stay).hasSize(TinyStudy.RUNS - 2);
        assertThat(new TinyStudy(folder).leftovers()).isEmpty();
        assertThat(Said.by(Status::new, folder.resolve("tiny.yaml").toString(), "--verify", "--runs", runs.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void whatIsNotFinishedIsLeftAlone() throws IOException {
        List<String> before = runFolders();
        String study = studyWithoutSixteen();
        String unused = gc(study).lines().getFirst().strip().split(" ")[0];
        Files.delete(runs.resolve(unused).resolve("done.json"));
        Path begun = Files.createDirectories(
                runs.resolve(".work/sft-0123456789ab." + ProcessHandle.current().pid()));
        Path journal = Files.createDirectories(runs.resolve(".work/sft-0123456789ab.journal"));

        assertThat(gc("--delete", study).out()).contains("deleted 1 finished run ");

        assertThat(runFolders()).hasSize(before.size() - 1).contains(unused);
        assertThat(begun).exists();
        assertThat(journal).exists();
    }

    @Test
    void aModelThatAStudyNamesStays() throws IOException {
        String named = new TinyStudy(folder).folderOf("lock").getFileName().toString();
        Path other = Files.createDirectories(runs.resolve("studies/other")).resolve("study.json");
        Files.writeString(
                other,
                "{\"name\":\"other\",\"study\":{\"models\":[{\"folder\":\"runs/" + named + "/model\"}]},\"runs\":[]}");
        Durable.delete(runs.resolve("studies/tiny"));

        assertThat(gc("--delete").lines().getLast()).startsWith("deleted 7 finished runs");
        assertThat(runFolders()).containsExactly(named);
    }

    @Test
    void nothingIsDeletedWhereAStudyIsUnknown() throws IOException {
        Path index = runs.resolve("studies/tiny/study.json");
        Files.writeString(index, Files.readString(index).substring(0, 1000));
        Said unreadable = gc("--delete");
        assertThat(unreadable.exitCode()).isEqualTo(1);
        assertThat(unreadable.problems())
                .contains("study.json: cannot be read, so that any run may be one of this study")
                .hasLineCount(1);
        Durable.delete(runs.resolve("studies"));
        assertThat(gc("--delete").problems()).contains("no study was run here");
        assertThat(gc("--delete", folder.resolve("none.yaml").toString()).exitCode())
                .isEqualTo(2);
        assertThat(runFolders()).hasSize(TinyStudy.RUNS);
    }

    @Test
    void nothingIsDeletedWhileRunsAreComputed() throws IOException {
        String study = studyWithoutSixteen();
        try (RunsFolder computing = RunsFolder.open(runs)) {
            assertThat(gc("--delete", study)).satisfies(said -> {
                assertThat(said.exitCode()).isEqualTo(1);
                assertThat(said.problems()).contains("another process computes into this folder");
            });
        }
        assertThat(runFolders()).hasSize(TinyStudy.RUNS);
    }
}
