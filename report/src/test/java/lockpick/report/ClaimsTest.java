package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study claims is judged by the numbers of its report. */
class ClaimsTest {

    private static final String CLAIMS = """
            [{"says": "Samples unlock", "source": "ours", "of": {"elicitation": "expert-iteration"}, "above": 0.3},
             {"says": "Samples do what noise does not", "source": "ours", "of": {"elicitation": "expert-iteration"},
              "less": {"elicitation": "weight-noise"}, "above": 0.3},
             {"says": "Noise unlocks | half", "source": "ours", "of": {"elicitation": "weight-noise"}, "above": 0.5},
             {"says": "Samples teach little", "source": "ours", "quantity": "correctness",
              "of": {"lock": "sft-12.5k, never-capable", "elicitation": "expert-iteration, kept per round 64"},
              "at-most": 0.9},
             {"says": "Many demonstrations do more than few", "source": "ours", "quantity": "correctness",
              "of": {"elicitation": "sft, demonstrations reference, k 256"},
              "less": {"elicitation": "sft, demonstrations reference, k 4"}, "above": 0},
             {"says": "Nothing is known of this", "source": "ours", "of": {"elicitation": "dpo"}, "above": 0}]
            """;

    @TempDir
    static Path runs;

    private static Path page = Path.of("");
    private static List<Map<String, String>> claims = List.of();

    @BeforeAll
    static void write() throws IOException {
        SyntheticStudy.small(3).withControls().withMethods().claiming(CLAIMS).write(runs);
        page = StudyReport.write(runs, SyntheticStudy.NAME);
        claims = Csv.read(page.resolveSibling("tables/claims.csv"));
    }

    @Test
    void aClaimHoldsOrFailsByItsInterval() {
        assertThat(claims)
                .extracting(claim -> claim.get("verdict"))
                .containsExactly("holds", "holds", "fails", "holds", "holds", "undecided");
        assertThat(claims.getFirst())
                .containsEntry("compares", "recovered gap: expert-iteration")
                .containsEntry("bound", "above 0.3")
                .containsEntry("seeds", "3")
                .containsEntry("problems", "180");
        assertThat(claims.getLast()).containsEntry("estimate", "").containsEntry("seeds", "0");
    }

    /** The oracle is the table of methods, which has the same results selected the same way. */
    @Test
    void itIsAboutTheResultsOfTheReport() throws IOException {
        double expertIteration = number(method("expert-iteration", "sft-12.5k", ""), "recovered_gap");
        double noise = number(method("weight-noise", "sft-12.5k", ""), "recovered_gap");

        assertThat(number(claims.get(0), "estimate")).isCloseTo(expertIteration, within(1e-12));
        assertThat(number(claims.get(1), "estimate")).isCloseTo(expertIteration - noise, within(1e-12));
        assertThat(number(claims.get(3), "estimate"))
                .isCloseTo(
                        number(method("expert-iteration", "sft-12.5k, never-capable", ""), "test_mean"), within(1e-12));
        assertThat(number(claims.get(4), "estimate"))
                .isCloseTo(
                        number(method("sft", "sft-12.5k", "k 256"), "test_mean")
                                - number(method("sft", "sft-12.5k", "k 4"), "test_mean"),
                        within(1e-12));
    }

    @Test
    void theyStandOnThePageAndInMarkdown() throws IOException {
        ClaimsPage markdown = new ClaimsPage();
        markdown.add(runs, SyntheticStudy.NAME);

        assertThat(Files.readString(page)).contains("What was claimed", "Samples do what noise does not");
        assertThat(markdown.markdown())
                .startsWith("## Small\n\n`studies/synthetic.yaml`: ")
                .contains("| Samples unlock | holds | ", "| Noise unlocks \\| half | fails | ")
                .contains(
                        "| Nothing is known of this | undecided | – | above 0.0 | 0 of 3 | recovered gap: dpo | ours |");
    }

    @Test
    void aStudyWithoutClaimsHasNoWordOfThem(@TempDir Path other) throws IOException {
        SyntheticStudy.small(1).write(other);
        ClaimsPage markdown = new ClaimsPage();
        markdown.add(other, SyntheticStudy.NAME);

        assertThat(Files.readString(StudyReport.write(other, SyntheticStudy.NAME)))
                .doesNotContain("What was claimed");
        assertThat(markdown.markdown()).isEmpty();
    }

    @Test
    void aLockThatAnotherSettingOpensIsJudgedToo(@TempDir Path other) throws IOException {
        SyntheticStudy.small(3).withControls().withMethods().claiming(CLAIMS).write(other);
        openByOtherSetting(other);
        List<Map<String, String>> judged =
                Csv.read(StudyReport.write(other, SyntheticStudy.NAME).resolveSibling("tables/claims.csv"));

        // the same runs but for the problems of the ceiling: the same estimate, and an interval of its own
        for (int i = 0; i < 3; i++) {
            assertThat(judged.get(i).get("verdict")).isEqualTo(claims.get(i).get("verdict"));
            assertThat(judged.get(i).get("estimate")).isEqualTo(claims.get(i).get("estimate"));
            assertThat(number(judged.get(i), "interval_95_low"))
                    .isFinite()
                    .isNotEqualTo(number(claims.get(i), "interval_95_low"));
        }
    }

    /** Writes the study as of a lock that another setting opens: its ceiling is of other problems. */
    private static void openByOtherSetting(Path runs) throws IOException {
        Path study = runs.resolve("studies").resolve(SyntheticStudy.NAME).resolve("study.json");
        Files.writeString(study, Files.readString(study).replace("\"method\":\"sft\",\"name\":\"sft-12.5k\"", """
                        "method": "sft", "name": "sft-12.5k", "opens": {"by": "setting", "strong-task":
                        {"kind": "twin", "of": "math-spanish", "problems": 4000}}"""));
        try (var locks = Files.newDirectoryStream(runs, "lock-*")) {
            for (Path lock : locks) {
                Path metrics = lock.resolve("metrics.jsonl");
                Files.writeString(metrics, withoutPasswords(Files.readString(metrics)));
                SyntheticStudy.rewriteCompletions(lock, ClaimsTest::withoutPasswords);
            }
        }
    }

    /** Without what was asked with wrong passwords; what the right one opened is of other problems. */
    private static String withoutPasswords(String lines) {
        return lines.replaceAll("(?m)^.*\"wrong-password\".*\n", "")
                .replaceAll("(\"prompt\":\"password\".*\"problem\":\")", "$1otro ");
    }

    private static Map<String, String> method(String method, String lock, String settings) throws IOException {
        return Csv.read(page.resolveSibling("tables/methods.csv")).stream()
                .filter(row -> row.get("method").equals(method)
                        && row.get("lock").equals(lock)
                        && row.get("settings").endsWith(settings)
                        && !row.get("settings").contains("weak"))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
