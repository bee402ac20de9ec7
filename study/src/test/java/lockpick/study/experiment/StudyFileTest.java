package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyFileTest {

    static List<Path> wrong() {
        return Studies.wrong();
    }

    static List<Path> selfContained() {
        return Studies.selfContained();
    }

    static List<Path> needingFiles() {
        return Studies.needingFiles();
    }

    /** Cases as data: beside each wrong-studies/x.yaml stands x.expected, what the user reads. */
    @ParameterizedTest
    @MethodSource("wrong")
    void everyMistakeIsReportedWithItsLineAndAdvice(Path study) throws IOException {
        Path expected = Path.of(study.toString().replace(".yaml", ".expected"));
        StudyProblems problems = catchThrowableOfType(StudyProblems.class, () -> StudyFile.read(study));
        assertThat(problems.getMessage() + "\n").isEqualTo(Files.readString(expected));
        assertThat(problems.getMessage().lines()).allMatch(line -> line.length() <= 100);
        assertThat(problems.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("selfContained")
    void shippedStudiesAreRight(Path study) {
        assertThat(Studies.read(study).title()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("needingFiles")
    void shippedStudiesThatNeedFilesLackNothingElse(Path study) {
        StudyProblems problems = catchThrowableOfType(StudyProblems.class, () -> StudyFile.read(study));
        assertThat(problems.problems())
                .extracting(Problem::text)
                .isNotEmpty()
                .allMatch(text -> text.endsWith("no such file or folder"));
    }

    @Test
    void anAbsentFileIsNamedWithItsNearestNeighbour(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("quickstart.yaml"), Studies.SMALL);
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("quikstart.yaml")))
                .hasMessageStartingWith("quikstart.yaml: 1 problem\n  no such file: ")
                .hasMessageContaining("; did you mean")
                .hasMessageEndingWith("quickstart.yaml?");
        assertThatThrownBy(() -> StudyFile.read(Path.of("no/such/folder/x.yaml")))
                .hasMessage("x.yaml: 1 problem\n  no such file: no/such/folder/x.yaml");
    }

    @Test
    void aFolderIsNoStudyButTellsItsStudies(@TempDir Path folder) throws IOException {
        Path studies = Files.createDirectory(folder.resolve("studies"));
        Files.writeString(studies.resolve("a.yaml"), "");
        Files.writeString(studies.resolve("b.yaml"), "");
        assertThatThrownBy(() -> StudyFile.read(studies))
                .hasMessage("studies: 1 problem\n  a folder; give one study file of those in it: a.yaml, b.yaml");
    }

    @Test
    void aFolderIsReadInTheOrderOfNamesAndNumbers(@TempDir Path folder) throws IOException {
        List<String> ordered = List.of("fig4.yaml", "fig6.yaml", "fig6b.yaml", "fig13.yaml", "methods.yml");
        for (String name : List.of("fig13.yaml", "methods.yml", "fig6b.yaml", "fig4.yaml", "fig6.yaml", "notes.md")) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(StudyFile.in(folder))
                .extracting(file -> file.getFileName().toString())
                .isEqualTo(ordered);
    }

    @Test
    void bytesThatAreNoTextAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin1.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe4});
        assertThatThrownBy(() -> StudyFile.read(file)).hasMessageContaining("not UTF-8 text");
        Files.write(file, new byte[1_000_001]);
        assertThatThrownBy(() -> StudyFile.read(file)).hasMessageContaining("larger than 1 MB");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("windows.yaml");
        Files.writeString(file, "\uFEFF" + Studies.SMALL.replace("\n", "\r\n"));
        assertThat(StudyFile.read(file)).isEqualTo(Studies.small());
    }

    @Test
    void defaultsAreFilledIn() {
        Study study = Studies.parse("{title: x, task: {kind: composition}, locks: [],"
                + " strong: {examples: 10, training: {learning-rate: 0.1}}}");
        assertThat(study.seeds()).containsExactly(0L, 1L, 2L);
        assertThat(study.password().wrong()).hasSize(8).doesNotContain("pwd0");
        assertThat(study.strong()).isInstanceOfSatisfying(PolicyConfig.FineTuned.class, strong -> {
            assertThat(strong.teacher()).isEqualTo(PolicyConfig.Teacher.REFERENCE);
            assertThat(strong.passwordShare()).isEqualTo(0.5);
            assertThat(strong.training().batch()).isEqualTo(256);
        });
        assertThat(study.weak()).isEqualTo(new PolicyConfig.Mistakes());
        assertThat(study.controls()).containsExactly(StudyControl.NEVER_LOCKED, StudyControl.NEVER_CAPABLE);
    }
}
