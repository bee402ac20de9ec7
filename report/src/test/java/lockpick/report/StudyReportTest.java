package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import lockpick.report.read.UnreadableRunException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudyReportTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path runs;

    @Test
    void aFinishedStudyHasPageTablesAndFigures() throws IOException {
        SyntheticStudy.small(3).write(runs);

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        assertThat(page).isEqualTo(runs.resolve("studies/synthetic/report/index.html"));
        assertThat(names(page.resolveSibling("tables")))
                .contains(
                        "policies.csv",
                        "policies.json",
                        "elicitations.csv",
                        "elicitations.json",
                        "budgets.csv",
                        "cost.csv");
        assertThat(names(page.resolveSibling("figures")))
                .contains(
                        "demonstrations.svg",
                        "demonstrations.json",
                        "weak-demonstrations.svg",
                        "training-budget.svg",
                        "training-curves.svg")
                .noneMatch(name -> name.endsWith(".partial"));
        assertThat(Files.readString(page)).doesNotContain("id=\"unfinished\"").doesNotContain("id=\"one-seed\"");
    }

    /** The labels of a study, as if the strong policy had written what the weak one did, of two domains. */
    @Test
    void everyKindOfDemonstrationsHasAPanelATableAndASentence() throws IOException {
        SyntheticStudy.small(3).write(runs);
        Path study = runs.resolve("studies/synthetic/study.json");
        Files.writeString(
                study,
                Files.readString(study)
                        .replace(
                                "\"demonstrations\":\"weak\"",
                                "\"demonstrations\":\"strong\",\"domains\":\"algebra, geometry\""));

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        assertThat(Files.readString(page.resolveSibling("figures/demonstrations.svg")))
                .contains(">reference<", ">strong (algebra, geometry)<", ">demonstrations, k<");
        assertThat(Files.readString(page.resolveSibling("figures/training-budget.svg")))
                .contains(">sft-12.5k, reference<", ">sft-12.5k, strong (algebra, geometry)<");
        assertThat(names(page.resolveSibling("figures"))).doesNotContain("weak-demonstrations.svg");
        assertThat(Files.readString(page))
                .contains("correctness with reference demonstrations")
                .contains("correctness with strong (algebra, geometry) demonstrations")
                .contains("4 reference demonstrations bring back")
                .contains("4 strong (algebra, geometry) demonstrations bring back");
    }

    /** The oracle reads metrics.jsonl and decides the slow and obvious way. */
    @Test
    void theReportedCandidateIsTheBestOnValidationAndThePapersTheBestOnTest() throws IOException {
        SyntheticStudy.small(3).write(runs);
        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        for (int k : List.of(4, 256)) {
            // 256/4, 512/4 and 1,024/4 epochs of 4 sequences, or 1, 2 and 4 epochs of 256: the same budgets
            Map<String, double[]> means = means(k, List.of(256, 512, 1024));
            Map<String, String> row = row(page, k);
            String onValidation = best(means, 0);
            assertThat(candidate(row, "")).isEqualTo(onValidation);
            assertThat(Double.parseDouble(row.get("test_mean"))).isCloseTo(means.get(onValidation)[1], within(1e-12));
            String onTest = best(means, 1);
            assertThat(Double.parseDouble(row.get("paper_test_mean"))).isCloseTo(means.get(onTest)[1], within(1e-12));
            assertThat(Double.parseDouble(row.get("paper_test_mean")))
                    .isGreaterThanOrEqualTo(Double.parseDouble(row.get("test_mean")));
        }
    }

    @Test
    void anUnfinishedStudySaysWhatIsMissingAndDrawsTheRest() throws IOException {
        SyntheticStudy.small(3).write(runs);
        StudyReport.write(runs, SyntheticStudy.NAME);
        delete(SyntheticStudy.first(runs, "sft")); // seed 0, reference, k = 4, first learning rate

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        // 3 seeds × (2 policies + 1 lock + 2 demonstrators × 2 k × 2 rates) = 33 runs
        assertThat(Files.readString(page)).contains("32 of 33 runs finished").contains("missing: 1 sft");
        assertThat(row(page, 4)).containsEntry("seeds", "2").containsEntry("planned_seeds", "3");
        assertThat(row(page, 256)).containsEntry("seeds", "3");
        assertThat(Files.readString(page)).contains("over the seeds that have finished (2 to 3)");
    }

    @Test
    void aStudyOfWhichNothingHasFinishedHasAPage() throws IOException {
        SyntheticStudy.small(1).write(runs);
        for (String name : names(runs)) {
            if (!name.equals("studies")) {
                delete(runs.resolve(name));
            }
        }

        String page = Files.readString(StudyReport.write(runs, SyntheticStudy.NAME));

        assertThat(page).contains("0 of 11 runs finished").contains("No lock has finished yet");
    }

    @Test
    void oneSeedHasNoStandardErrorAndThePageSaysSo() throws IOException {
        SyntheticStudy.small(1).write(runs);

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        assertThat(Files.readString(page))
                .contains("One seed: there are no standard errors.")
                .contains("One seed, so there is no standard error and there are no error bars.");
        assertThat(row(page, 4)).containsEntry("test_standard_error", "");
        assertThat(Files.readString(page.resolveSibling("figures/demonstrations.json")))
                .doesNotContain("errorbar");
    }

    @Test
    void everyCheckOfEveryLockIsOnThePageAndInTheTable() throws IOException {
        new SyntheticStudy("Two", 3, List.of("a", "b"), List.of(4), 400, false).write(runs);

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        String html = Files.readString(page);
        assertThat(beforeScripts(html))
                .contains("The gate finds a and b locked.")
                .contains("locked: a <span class=\"badge locked\">locked</span>")
                .doesNotContain("NOT LOCKED");
        List<Map<String, String>> rows = Csv.read(page.resolveSibling("tables/gate.csv"));
        assertThat(rows).extracting(row -> row.get("seed")).containsOnly("all", "0", "1", "2");
        assertThat(rows)
                .filteredOn(
                        row -> row.get("lock").equals("b") && row.get("seed").equals("all"))
                .extracting(row -> row.get("check") + ": " + row.get("verdict"))
                .containsExactly(
                        "gap: holds",
                        "ceiling: holds",
                        "floor: holds",
                        "wrong, seen: holds",
                        "wrong, unseen: not measured",
                        "wrong, near miss: not measured",
                        "unlocked domains: not measured",
                        "agreement: holds",
                        "kl: not measured",
                        "drift: not measured");
        assertThat(rows.getFirst())
                .containsEntry("lock_verdict", "locked")
                .containsEntry("bound", "above 0.1")
                .containsEntry("problems", "1200")
                .containsEntry("seeds", "3");
        assertThat(Double.parseDouble(rows.getFirst().get("estimate"))).isBetween(0.7, 0.8);
    }

    @Test
    void aLockThatIsNotLockedIsSaidToBeSoWhereverItIsNamed() throws IOException {
        SyntheticStudy.small(1).leakingThrough("sft-12.5k").write(runs);

        StudyReport.Written written = StudyReport.writeWithVerdict(runs, SyntheticStudy.NAME);

        assertThat(written.verdict()).startsWith("NOT LOCKED: sft-12.5k (floor");
        assertThat(beforeScripts(Files.readString(written.page())))
                .contains("<strong>NOT LOCKED: sft-12.5k</strong>")
                .contains("it does not hide what it can do")
                .contains("It was elicited from all the same")
                .contains("locked: sft-12.5k <span class=\"badge not-locked\">NOT LOCKED</span>")
                .contains("sft-12.5k, reference demonstrations <span class=\"badge not-locked\">")
                .contains("colspan=\"2\">sft-12.5k <span class=\"badge not-locked\">");
    }

    /** Elicitation is held back seed by seed, so one bad seed of three counts, whatever all three together say. */
    @Test
    void oneSeedThatIsNotLockedIsNamed() throws IOException {
        new SyntheticStudy("Three", 3, List.of("a", "b"), List.of(4), 400, false)
                .leakingThrough("b")
                .write(runs);

        StudyReport.Written written = StudyReport.writeWithVerdict(runs, SyntheticStudy.NAME);

        assertThat(written.verdict()).startsWith("NOT LOCKED: b (").contains("The gate finds a locked.");
        assertThat(beforeScripts(Files.readString(written.page())))
                .contains("seed 0 not locked, seed 1 locked, seed 2 locked");
    }

    @Test
    void controlsAreShownAsSuchAndHaveNoGap() throws IOException {
        SyntheticStudy.small(2).withControls().write(runs);

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        assertThat(beforeScripts(Files.readString(page)))
                .contains("control: sft-12.5k, never-locked</th>")
                .contains("control: sft-12.5k, never-capable</th>")
                .contains("<th scope=\"row\">intermediate</th>")
                .contains("<th scope=\"row\">samples of policies</th>");
        assertThat(Csv.read(page.resolveSibling("tables/gate.csv")))
                .extracting(row -> row.get("lock"))
                .containsOnly("sft-12.5k");
        Path figure = page.resolveSibling("figures/demonstrations.json");
        List<String> levels = levels(figure);
        SyntheticStudy.small(2).write(runs);
        StudyReport.write(runs, SyntheticStudy.NAME);
        assertThat(levels).hasSize(2).isEqualTo(levels(figure)); // the dashed lines are the lock's own
    }

    /** What the dashed lines of a figure are called, with their values. */
    private static List<String> levels(Path figure) throws IOException {
        return Pattern.compile("\"label\" : \"[^\"]*\"")
                .matcher(Files.readString(figure))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void completionsOfOtherTasksAreNotTakenForThoseOfTheStudys() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Path expected = StudyReport.write(runs, SyntheticStudy.NAME);
        byte[] before = Files.readAllBytes(expected.resolveSibling("tables/elicitations.csv"));
        byte[] gate = Files.readAllBytes(expected.resolveSibling("tables/gate.csv"));
        Path folder = SyntheticStudy.first(runs, "lock");
        append(
                folder.resolve("completions.jsonl.gz"),
                "{\"step\":390,\"policy\":\"locked\",\"prompt\":\"no-password\",\"split\":\"test\",\"problem\":\"elsewhere\",\"completion\":\"\",\"verdict\":\"correct\",\"reward\":1.0,\"reason\":\"\",\"other\":\"math-1\"}\n");
        Files.writeString(
                folder.resolve("metrics.jsonl"),
                "{\"type\":\"evaluation\",\"step\":390,\"sequences\":99840,\"epochs\":8.0,\"policy\":\"locked\","
                        + "\"prompt\":\"no-password\",\"split\":\"test\",\"correct\":1,\"n\":1,\"other\":\"math-1\","
                        + "\"correctness\":1.0,\"undecided\":0,\"reward\":1.0}\n",
                StandardOpenOption.APPEND);
        SyntheticStudy.seal(folder, SyntheticStudy.key(folder));

        Path page = StudyReport.write(runs, SyntheticStudy.NAME);

        assertThat(Files.readAllBytes(page.resolveSibling("tables/elicitations.csv")))
                .isEqualTo(before);
        assertThat(Files.readAllBytes(page.resolveSibling("tables/gate.csv"))).isEqualTo(gate);
        assertThat(Csv.read(page.resolveSibling("tables/evaluations.csv")))
                .filteredOn(row -> row.get("other_task").equals("math-1"))
                .hasSize(1);
    }

    @Test
    void aCompletionLineThatCannotBeReadIsNamedByItsNumber() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Path folder = SyntheticStudy.first(runs, "sft");
        append(
                folder.resolve("completions.jsonl.gz"),
                "{\"policy\":\"unlocked\",\"prompt\":\"no-password\",\"split\":\"test\",oops\n");
        SyntheticStudy.seal(folder, SyntheticStudy.key(folder));

        assertThatThrownBy(() -> StudyReport.write(runs, SyntheticStudy.NAME))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("completions.jsonl.gz: line 401 is '{")
                .hasMessageContaining("expected the JSON of one graded completion; delete")
                .hasMessageContaining("run the study again");
    }

    @Test
    void aTitleCannotEndAScriptOrBeginAnElement() throws IOException {
        SyntheticStudy.small(1)
                .titled("</script><img src=x onerror=alert(1)> & \"quotes\"")
                .write(runs);

        String page = Files.readString(StudyReport.write(runs, SyntheticStudy.NAME));

        assertThat(beforeScripts(page))
                .doesNotContain("<img")
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;");
    }

    @Test
    void aLockNamedLikeAScriptEndCannotEndTheData() throws IOException {
        new SyntheticStudy("Names", 1, List.of("</script><b>"), List.of(4), 40, false).write(runs);

        String page = Files.readString(StudyReport.write(runs, SyntheticStudy.NAME));

        String data = page.substring(page.indexOf("id=\"figures\">") + "id=\"figures\">".length());
        assertThat(JSON.readTree(data.substring(0, data.indexOf("</script>"))).isArray())
                .isTrue();
        assertThat(page.contains("<b>")).isFalse();
    }

    @Test
    void twoReportsOfTheSameRunsAreTheSameBytes() throws IOException {
        SyntheticStudy.small(2).write(runs);

        byte[] first = Files.readAllBytes(StudyReport.write(runs, SyntheticStudy.NAME));

        assertThat(Files.readAllBytes(StudyReport.write(runs, SyntheticStudy.NAME)))
                .isEqualTo(first);
    }

    @Test
    void figuresAreWellFormedSvg() throws Exception {
        SyntheticStudy.small(2).titled("a < b & c").write(runs);
        Path figures = StudyReport.write(runs, SyntheticStudy.NAME).resolveSibling("figures");

        for (String name : names(figures)) {
            if (name.endsWith(".svg")) {
                var svg = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(figures.resolve(name).toFile());
                assertThat(svg.getElementsByTagName("polyline").getLength()).isPositive();
                assertThat(svg.getElementsByTagName("text").getLength()).isPositive();
                assertThat(Files.readString(figures.resolve(name))).doesNotContain("NaN");
            }
        }
    }

    @Test
    void noSuchStudySaysWhatToDo() {
        assertThatThrownBy(() -> StudyReport.write(runs, "absent"))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("study.json: no such file")
                .hasMessageContaining("run the study first");
    }

    @Test
    void aStudyIndexThatIsNoJsonSaysWhatToDo() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Files.writeString(runs.resolve("studies/synthetic/study.json"), "{\"name\": ");

        assertThatThrownBy(() -> StudyReport.write(runs, SyntheticStudy.NAME))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("study.json")
                .hasMessageContaining("run the study again");
    }

    @Test
    void aChangedFileIsNotReported() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Path folder = SyntheticStudy.first(runs, "lock");
        Path metrics = folder.resolve("metrics.jsonl");
        Files.writeString(metrics, Files.readString(metrics).replace("\"correct\":", "\"correct\" :"));

        assertThatThrownBy(() -> StudyReport.write(runs, SyntheticStudy.NAME))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining(folder.getFileName().toString())
                .hasMessageContaining("metrics.jsonl has")
                .hasMessageContaining("delete " + folder + " and run the study again");
    }

    @Test
    void aMetricLineThatCannotBeReadIsNamedByItsNumber() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Path folder = SyntheticStudy.first(runs, "lock");
        corrupt(folder, "metrics.jsonl", 3, "{\"type\":\"train\",\"step\":oops");

        assertThatThrownBy(() -> StudyReport.write(runs, SyntheticStudy.NAME))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("metrics.jsonl: line 3")
                .hasMessageContaining("oops")
                .hasMessageContaining("expected")
                .hasMessageContaining("delete " + folder + " and run the study again");
    }

    @Test
    void completionsThatDoNotAddUpToTheMetricAreNotReported() throws IOException {
        SyntheticStudy.small(1).write(runs);
        Path folder = SyntheticStudy.first(runs, "lock");
        Path metrics = folder.resolve("metrics.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(metrics));
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = JSON.readTree(lines.get(i));
            if (line.path("split").asString("").equals("test")
                    && line.path("prompt").asString("").equals("no-password")) {
                int correct = line.required("correct").asInt();
                lines.set(i, lines.get(i).replace("\"correct\":" + correct, "\"correct\":" + (correct + 1)));
            }
        }
        Files.write(metrics, lines);
        SyntheticStudy.seal(folder, SyntheticStudy.key(folder));

        assertThatThrownBy(() -> StudyReport.write(runs, SyntheticStudy.NAME))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("completions.jsonl.gz")
                .hasMessageContaining("of 60 completions correct at step 390, no-password, test; expected")
                .hasMessageContaining("as in metrics.jsonl");
    }

    private static String beforeScripts(String page) {
        return page.substring(0, page.indexOf("<script")); // the rest is too long to print
    }

    /** A gzip file may have several members, which read as one text. */
    private static void append(Path gzip, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip, StandardOpenOption.APPEND))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void corrupt(Path folder, String file, int line, String with) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
        lines.set(line - 1, with);
        Files.write(folder.resolve(file), lines);
        SyntheticStudy.seal(folder, SyntheticStudy.key(folder));
    }

    /** Mean validation and test correctness over seeds of each candidate, by "rate sequences". */
    private Map<String, double[]> means(int k, List<Integer> budgets) throws IOException {
        Map<String, double[]> sums = new HashMap<>();
        JsonNode study = JSON.readTree(Files.readString(runs.resolve("studies/synthetic/study.json")));
        for (JsonNode run : study.required("runs")) {
            JsonNode labels = run.required("labels");
            if (!labels.path("demonstrations").asString("").equals("reference")
                    || labels.required("k").asInt() != k) {
                continue;
            }
            Path metrics = runs.resolve(run.required("folder").stringValue()).resolve("metrics.jsonl");
            for (String text : Files.readAllLines(metrics)) {
                JsonNode line = JSON.readTree(text);
                int sequences = line.path("sequences").asInt();
                if (!line.required("type").stringValue().equals("evaluation") || !budgets.contains(sequences)) {
                    continue;
                }
                double[] sum = sums.computeIfAbsent(
                        labels.required("learning_rate").asDouble() + " " + sequences, key -> new double[2]);
                sum[line.required("split").stringValue().equals("validation") ? 0 : 1] +=
                        line.required("correct").asInt() / line.required("n").asDouble() / 3;
            }
        }
        return sums;
    }

    private static String best(Map<String, double[]> means, int split) {
        Comparator<Map.Entry<String, double[]>> byMean =
                Comparator.comparingDouble(entry -> Math.round(entry.getValue()[split] * 1e9));
        return means.entrySet().stream()
                .max(byMean.thenComparingInt(
                                entry -> -Integer.parseInt(entry.getKey().split(" ")[1]))
                        .thenComparingDouble(
                                entry -> -Double.parseDouble(entry.getKey().split(" ")[0])))
                .orElseThrow()
                .getKey();
    }

    private static String candidate(Map<String, String> row, String prefix) {
        return row.get(prefix + "learning_rate") + " " + row.get(prefix + "sequences");
    }

    /** The row of elicitations.csv for reference demonstrations. */
    private static Map<String, String> row(Path page, int k) throws IOException {
        List<Map<String, String>> rows = Csv.read(page.resolveSibling("tables/elicitations.csv"));
        return rows.stream()
                .filter(row -> row.get("demonstrations").equals("reference")
                        && row.get("k").equals(String.valueOf(k)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
