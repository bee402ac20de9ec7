package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.report.query.RunTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code query}, {@code export} and {@code diff} over the runs of one finished study. */
class QueryRunsTest {

    private static final Path HOME = Path.of(System.getProperty("lockpick.home", ".."));

    @TempDir
    private static Path folder = Path.of("");

    private static TinyStudy study = new TinyStudy(folder);

    @BeforeAll
    static void runOnce() throws Exception {
        study = TinyStudy.in(folder);
        assertThat(study.run().exitCode()).isZero();
    }

    private static Said say(Function<Console, Object> command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs", study.runs().toString()));
        return Said.by(command, all.toArray(String[]::new));
    }

    private static Said query(String... arguments) {
        return say(QueryRuns::new, arguments);
    }

    private static Said export(String... arguments) {
        return say(console -> new ExportRuns(console, Map.of()), arguments);
    }

    @Test
    void aQueryOverAllTablesIsATable() {
        Said said = query("select kind, count(distinct run) as runs, count(*) as completions from runs"
                + " join completions using (run) where state = 'finished' group by kind order by kind");
        assertThat(said.problems()).isEmpty();
        assertThat(said.out()).isEqualTo("""
            kind    runs  completions
            lock       2           40
            policy     2           40
            sft        4           80
            """);
    }

    @Test
    void aTrainingCurveIsCsv() throws IOException {
        Path lock = study.folderOf("lock");
        Said said = query(
                "--format",
                "csv",
                "select step, loss from metrics where type = 'train' and run = '" + lock.getFileName() + "'");
        assertThat(said.lines()).hasSize(21).startsWith("step,loss");
        String last = Files.readAllLines(lock.resolve("metrics.jsonl")).get(19);
        assertThat(last).contains("\"loss\":" + said.lines().getLast().split(",")[1] + ",");
    }

    @Test
    void jsonHasALineForEachRun() {
        List<JsonNode> rows = query(
                        "--format", "json", "select k, learning_rate, inputs from runs where kind = 'sft' order by k")
                .json();
        assertThat(rows).extracting(row -> row.required("k").intValue()).containsExactly(4, 4, 16, 16);
        assertThat(rows.getFirst().required("inputs").required("locked").stringValue())
                .hasSize(64);
        assertThat(rows.getFirst().required("learning_rate").doubleValue()).isEqualTo(3e-4);
    }

    @Test
    void aMistakeIsToldWithoutAStackTrace() {
        Said said = query("select los from metrics");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.problems()).contains("\"los\" not found", "LINE 1").doesNotContain("\tat ");
        assertThat(query("delete from runs").problems()).contains("is not one query");
        assertThat(query().problems()).startsWith("give a query");
        assertThat(query("--format", "xml", "from runs").problems())
                .startsWith("--format = xml: must be table, csv, json or markdown");
        assertThat(Said.by(
                                QueryRuns::new,
                                "from runs",
                                "--runs",
                                folder.resolve("none").toString())
                        .problems())
                .contains("none: no such folder");
    }

    static Stream<String> examples() throws IOException {
        String help = new CommandLine(new QueryRuns(Console.ofProcess())).getUsageMessage();
        String texts =
                help + Files.readString(HOME.resolve("README.md")) + Files.readString(HOME.resolve("docs/query.md"));
        return Pattern.compile("lockpick query (?:--format [a-z]+ )?\"([^\"]+)\"")
                .matcher(texts)
                .results()
                .map(example -> example.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAnswered(String sql) {
        assertThat(query(sql)).extracting(Said::exitCode, Said::problems).containsExactly(0, "");
    }

    @Test
    void thereAreExamplesInHelpReadmeAndDocs() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(10);
    }

    @Test
    void tablesAndDocsTellTheSameColumns() throws IOException {
        String docs = Files.readString(HOME.resolve("docs/query.md"));
        List<String> told = query("--tables").lines();
        int columns = 0;
        for (RunTable table : RunTable.values()) {
            assertThat(told).contains(table.sqlName() + ": " + table.about());
            assertThat(docs).contains("## " + table.sqlName() + "\n\n", table.about());
            for (RunTable.Column column : table.columns()) {
                assertThat(told)
                        .contains(String.format(
                                Locale.ROOT, "  %-21s  %-8s  %s", column.name(), column.type(), column.meaning()));
                assertThat(docs)
                        .contains("| `" + column.name() + "` | " + column.type() + " | " + column.meaning() + " |\n");
                columns++;
            }
        }
        Matcher rows = Pattern.compile("(?m)^\\| `\\w+` \\| [A-Z\\[\\]]+ \\|").matcher(docs);
        assertThat(rows.results().count()).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv"})
    void tablesAreExported(String format) throws IOException {
        Path into = folder.resolve("tables-" + format);
        Said said = export("--to", into.toString(), "--format", format, "tiny.yaml");
        assertThat(said).extracting(Said::exitCode, Said::problems).containsExactly(0, "");
        try (Stream<Path> files = Files.list(into)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("runs." + format, "metrics." + format, "completions." + format);
        }
        assertThat(export("--to", into.toString(), "--format", format).problems())
                .contains("is there already");
    }

    @Test
    void curvesAreExportedForTensorBoard() throws IOException {
        Path into = folder.resolve("curves");
        assertThat(export("--to", into.toString(), "--format", "tensorboard").exitCode())
                .isZero();
        String strong = study.strong().getFileName().toString();
        try (Stream<Path> files = Files.list(into)) {
            assertThat(files).hasSize(TinyStudy.RUNS).anyMatch(run -> run.endsWith(strong + " seed 0, policy strong"));
        }
    }

    @Test
    void anExportThatCannotBeLeavesNothingBehind() throws IOException {
        Path into = folder.resolve("nothing");
        assertThat(export("--to", into.toString(), "--format", "xml").problems())
                .contains("--format = xml: must be parquet, csv, tensorboard or mlflow");
        assertThat(export("--to", into.toString(), "--format", "csv", "other.yaml")
                        .problems())
                .contains("study 'other' was not run here");
        assertThat(export("--format", "csv").problems()).contains("--to is missing; give a folder");
        assertThat(folder).isDirectoryNotContaining("glob:**nothing*");
    }

    @Test
    void anExportToMlflowWantsItsAddress() {
        Said said = export("--format", "mlflow");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems())
                .isEqualTo(
                        "--to is missing; give the address of an MLflow server, such as http://localhost:5000, here or"
                                + " in MLFLOW_TRACKING_URI\n");
    }

    @Test
    void diffTellsWhatDiffersAndItsExitCode() throws IOException {
        List<String> runs = query("--format", "csv", "select run from runs where kind = 'sft' order by lock, k")
                .lines();
        String four = runs.get(1);
        String sixteen = runs.get(2);
        String ofOther = runs.get(3);

        Said same = say(DiffRuns::new, four, four);
        assertThat(same).extracting(Said::exitCode, Said::out).containsExactly(0, "");

        Said k = say(DiffRuns::new, four, sixteen);
        assertThat(k.exitCode()).isEqualTo(1);
        assertThat(k.lines().getFirst().strip().split(" +")).containsExactly(four, sixteen);
        assertThat(k.lines().getLast().split(" +")).containsExactly("elicitation.k", "[4]", "[16]");

        Said lock = say(DiffRuns::new, four, ofOther);
        assertThat(lock.exitCode()).isEqualTo(1);
        assertThat(lock.out())
                .containsPattern("locked +lock-[0-9a-f]{12} +lock-[0-9a-f]{12}\n")
                .containsPattern("locked > lock.examples +512 +128\n")
                .doesNotContain("elicitation.k");

        Said none = say(DiffRuns::new, "sft-", "nothing");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.problems()).startsWith("'sft-' is the beginning of 4 runs");
    }
}
