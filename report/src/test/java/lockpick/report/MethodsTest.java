package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every method of elicitation on one page, with the lock's controls. */
class MethodsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path runs;

    private static Path page = Path.of("");
    private static List<Map<String, String>> rows = List.of();

    @BeforeAll
    static void write() throws IOException {
        SyntheticStudy.small(3).withControls().withMethods().write(runs);
        page = StudyReport.write(runs, SyntheticStudy.NAME);
        rows = Csv.read(page.resolveSibling("tables/methods.csv"));
    }

    @Test
    void everyMethodHasARowForEachOfItsSettingsAndLocks() {
        // 2 demonstrators × 2 k of the lock, and two other methods of the lock and both controls
        assertThat(rows).hasSize(4 + 2 * 3);
        assertThat(row("expert-iteration", "sft-12.5k"))
                .containsEntry("settings", "kept per round 64")
                .containsEntry("seeds", "3")
                .containsEntry("runs", "6");
    }

    @Test
    void fineTuningHasTheNumbersItHasInItsOwnTable() throws IOException {
        List<Map<String, String>> sft =
                rows.stream().filter(row -> row.get("method").equals("sft")).toList();
        List<Map<String, String>> own = Csv.read(page.resolveSibling("tables/elicitations.csv"));

        assertThat(own).hasSameSizeAs(sft);
        for (int i = 0; i < own.size(); i++) {
            assertThat(sft.get(i)).containsEntry("train_sequences", own.get(i).get("sequences"));
            for (String column : List.of(
                    "learning_rate",
                    "test_mean",
                    "test_standard_error",
                    "recovered_gap",
                    "recovered_gap_low",
                    "paper_test_mean")) {
                assertThat(sft.get(i)).containsEntry(column, own.get(i).get(column));
            }
        }
    }

    @Test
    void samplesAreTheBudgetOfWhatDrawsThem() throws IOException {
        Map<String, String> row = row("expert-iteration", "sft-12.5k");

        assertThat(row).containsEntry("samples", row.get("budget")).containsEntry("labels", row.get("budget"));
        assertThat(Csv.read(page.resolveSibling("tables/budgets.csv")))
                .filteredOn(point -> point.get("method").equals("expert-iteration")
                        && point.get("lock").equals("sft-12.5k"))
                .extracting(point -> point.get("samples"))
                .containsExactly("640", "1280", "2560", "5120", "10240");
        // 3 locks and controls, 5 budgets, 3 seeds besides the mean
        assertThat(Files.readString(page.resolveSibling("figures/samples.json")))
                .contains("\"type\" : \"area\"")
                .contains("\"expert-iteration\"") // in the legend: there is no other of the method
                .contains("expert-iteration, kept per round 64");
    }

    /** The oracle reads metrics.jsonl: of each seed and sigma the best draw on validation, then the better sigma. */
    @Test
    void noiseHasABestDrawOfEachSeedAndAMeanOverItsDraws() throws IOException {
        Map<String, List<double[]>> bySigma = new TreeMap<>(); // of each seed: best validation, its test, mean test
        for (JsonNode run : JSON.readTree(Files.readString(runs.resolve("studies/synthetic/study.json")))
                .required("runs")) {
            if (run.required("kind").stringValue().equals("weight-noise")
                    && run.required("labels").required("lock").stringValue().equals("sft-12.5k")) {
                noise(runs.resolve(run.required("folder").stringValue()))
                        .forEach((sigma, seed) -> bySigma.computeIfAbsent(sigma, s -> new ArrayList<>())
                                .add(seed));
            }
        }
        double[] small = means(bySigma.get("sigma 0.005"));
        double[] large = means(bySigma.get("sigma 0.02"));
        assertThat(small[0]).isGreaterThan(large[0]);

        Map<String, String> row = row("weight-noise", "sft-12.5k");

        assertThat(row).containsEntry("variant", "sigma 0.005, best draw").containsEntry("variants", "4");
        assertThat(Double.parseDouble(row.get("validation_mean"))).isCloseTo(small[0], within(1e-12));
        assertThat(Double.parseDouble(row.get("test_mean"))).isCloseTo(small[1], within(1e-12));
        assertThat(Double.parseDouble(row.get("variants_test_mean"))).isCloseTo(small[2], within(1e-12));
        assertThat(Double.parseDouble(row.get("paper_test_mean")))
                .isGreaterThanOrEqualTo(Double.parseDouble(row.get("test_mean")));
    }

    private static double[] means(List<double[]> seeds) {
        double[] means = new double[3];
        for (double[] seed : seeds) {
            for (int i = 0; i < 3; i++) {
                means[i] += seed[i] / seeds.size();
            }
        }
        return means;
    }

    private static Map<String, double[]> noise(Path folder) throws IOException {
        Map<String, double[][]> draws = new TreeMap<>(); // by variant: validation and test
        for (String text : Files.readAllLines(folder.resolve("metrics.jsonl"))) {
            JsonNode line = JSON.readTree(text);
            draws.computeIfAbsent(line.required("variant").stringValue(), v -> new double[2][1])[
                            line.required("split").stringValue().equals("test") ? 1 : 0][0] =
                    line.required("correct").asInt() / line.required("n").asDouble();
        }
        Map<String, double[]> found = new TreeMap<>();
        draws.forEach((variant, values) -> {
            double[] sigma = found.computeIfAbsent(variant.split(", ")[0], s -> new double[] {-1, 0, 0});
            if (values[0][0] > sigma[0]) {
                sigma[0] = values[0][0];
                sigma[1] = values[1][0];
            }
            sigma[2] += values[1][0] / 4;
        });
        return found;
    }

    @Test
    void whatTheControlsShowIsTakenOff() {
        Map<String, String> locked = row("expert-iteration", "sft-12.5k");
        Map<String, String> neverLocked = row("expert-iteration", "sft-12.5k, never-locked");
        Map<String, String> neverCapable = row("expert-iteration", "sft-12.5k, never-capable");

        assertThat(number(locked, "beyond_never_locked"))
                .isCloseTo(number(locked, "rise") - number(neverLocked, "rise"), within(1e-12));
        assertThat(number(locked, "beyond_never_capable"))
                .isCloseTo(number(locked, "rise") - number(neverCapable, "rise"), within(1e-12))
                .isBetween(number(locked, "beyond_never_capable_low"), number(locked, "beyond_never_capable_high"));
        assertThat(locked).containsEntry("taught_mean", neverCapable.get("test_mean"));
        assertThat(neverCapable).containsEntry("recovered_gap", "").containsEntry("beyond_never_capable", "");
        // fine-tuning was not tried on the controls
        assertThat(row("sft", "sft-12.5k"))
                .containsEntry("beyond_never_locked", "")
                .containsEntry("taught_mean", "");
    }

    @Test
    void pIsCorrectedForTheRowsOfLocksAlone() {
        List<Map<String, String>> locks =
                rows.stream().filter(row -> row.get("lock").equals("sft-12.5k")).toList();
        Map<String, String> least = locks.stream()
                .min(java.util.Comparator.comparingDouble(row -> number(row, "rise_p")))
                .orElseThrow();

        assertThat(number(least, "rise_p_holm")).isCloseTo(6 * number(least, "rise_p"), within(1e-12));
        assertThat(number(row("expert-iteration", "sft-12.5k"), "rise_p_holm")).isLessThan(0.001);
        assertThat(row("expert-iteration", "sft-12.5k, never-capable")).containsEntry("rise_p_holm", "");
    }

    @Test
    void thePageSortsThemByRecoveredGap() throws IOException {
        String html = Files.readString(page);
        String section = html.substring(html.indexOf("section-every-method"), html.indexOf("section-training-budget"));

        List<String> names = java.util.regex.Pattern.compile("<th scope=\"row(?:group)?\"[^>]*>([^<]*)")
                .matcher(section)
                .results()
                .map(match -> match.group(1).trim())
                .toList();
        assertThat(names)
                .containsSubsequence(
                        "sft-12.5k",
                        "sft, demonstrations reference, k 256",
                        "expert-iteration, kept per round 64",
                        "weight-noise",
                        "control: sft-12.5k, never-locked",
                        "expert-iteration, kept per round 64")
                .hasSize(3 + 10);
        assertThat(html).contains("Most of the gap that other methods bring back: expert-iteration ");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static Map<String, String> row(String method, String lock) {
        return rows.stream()
                .filter(row ->
                        row.get("method").equals(method) && row.get("lock").equals(lock))
                .findFirst()
                .orElseThrow();
    }
}
