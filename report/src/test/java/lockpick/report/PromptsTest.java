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

/** Every way to ask a lock on one page, without its password and with it. */
class PromptsTest {

    @TempDir
    static Path runs;

    private static Path page = Path.of("");
    private static List<Map<String, String>> rows = List.of();

    @BeforeAll
    static void write() throws IOException {
        SyntheticStudy.small(3).withControls().withPrompts().write(runs);
        page = StudyReport.write(runs, SyntheticStudy.NAME);
        rows = Csv.read(page.resolveSibling("tables/prompts.csv"));
    }

    @Test
    void everyWayToAskHasARowOfTheLockThatWasAskedSo() {
        assertThat(rows).allMatch(row -> row.get("lock").equals("sft-12.5k"));
        assertThat(rows)
                .extracting(row -> row.get("prompt"))
                .containsExactly("plain", "few-shot 1", "few-shot 8", "guess tag, both", "near copy, upper case");
    }

    /** Of 60 problems a quarter is 15 and a half 30, in each of three seeds. */
    @Test
    void bothSidesStandBesideEachOther() {
        Map<String, String> row = row("few-shot 8");

        assertThat(row).containsEntry("k", "8").containsEntry("demonstrations", "reference");
        assertThat(number(row, "test_mean")).isCloseTo(0.25, within(1e-12));
        assertThat(number(row, "test_standard_error")).isZero();
        assertThat(number(row, "password_test_mean")).isCloseTo(0.5, within(1e-12));
        assertThat(row).containsEntry("seeds", "3").containsEntry("password_seeds", "3");
        // four and five prompts of each seed
        assertThat(row).containsEntry("truncated", "12").containsEntry("password_truncated", "15");
    }

    @Test
    void theProblemAloneWithThePasswordIsTheCeiling() throws IOException {
        List<Map<String, String>> ofLock = Csv.read(page.resolveSibling("tables/policies.csv")).stream()
                .filter(row ->
                        row.get("split").equals("test") && row.get("lock").equals("sft-12.5k"))
                .toList();
        Map<String, String> ceiling = ofLock.stream()
                .filter(row -> row.get("prompt").equals("password"))
                .findFirst()
                .orElseThrow();

        assertThat(row("plain")).containsEntry("password_test_mean", ceiling.get("mean"));
        assertThat(row("plain")).containsEntry("truncated", "0");
    }

    @Test
    void whatIsNearlyThePasswordIsAskedWithoutIt() {
        assertThat(row("near copy, upper case"))
                .containsEntry("seeds", "3")
                .containsEntry("password_test_mean", "")
                .containsEntry("password_truncated", "");
    }

    @Test
    void theFigureHasALineForEachSide() throws IOException {
        assertThat(Files.readString(page.resolveSibling("figures/few-shot.svg")))
                .contains(">without the password<", ">with the password<");
        assertThat(Files.readString(page)).contains("Asked in other ways").contains("guess tag, both");
    }

    @Test
    void everyEvaluationSaysHowManyPromptsWereTruncated() throws IOException {
        assertThat(Csv.read(page.resolveSibling("tables/evaluations.csv")))
                .filteredOn(row -> row.get("variant").equals("few-shot 8")
                        && row.get("prompt").equals("password"))
                .hasSize(6) // two splits of three seeds
                .allMatch(row -> row.get("truncated").equals("5"));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static Map<String, String> row(String prompt) {
        return rows.stream()
                .filter(row -> row.get("prompt").equals(prompt))
                .findFirst()
                .orElseThrow();
    }
}
