package lockpick.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lockpick.report.SyntheticStudy;
import lockpick.study.file.Durable;
import lockpick.study.run.WorkFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL over the runs of an invented study of one seed: two policies, a lock, eight elicitations. */
class RunDatabaseTest {

    @TempDir
    private Path folder;

    private Path runs;

    @BeforeEach
    void writeRuns() throws IOException {
        runs = folder.resolve(
                "what's [in] here?"); // a pattern and a quote, which SQL and DuckDB must not take for such
        SyntheticStudy.small(1).write(runs);
    }

    /** The rows of the answer as JSON Lines. */
    private List<String> answer(String sql) throws IOException, QueryException {
        return answer(sql, Set.of());
    }

    private List<String> answer(String sql, Set<String> studies) throws IOException, QueryException {
        List<String> lines = new ArrayList<>();
        try (RunDatabase database = RunDatabase.open(runs, studies)) {
            database.answer(sql, RowFormat.JSON.to(lines::add));
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void aTableHasTheColumnsThatItTells(RunTable table) throws Exception {
        assertThat(answer("select column_name as name, column_type as type from (describe " + table.sqlName() + ")"))
                .isEqualTo(table.columns().stream()
                        .map(column -> "{\"name\":\"" + column.name() + "\",\"type\":\"" + column.type() + "\"}")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void withoutRunsTheTablesAreEmpty(RunTable table) throws Exception {
        Durable.delete(runs);
        Files.createDirectory(runs);
        aTableHasTheColumnsThatItTells(table);
        assertThat(answer("from " + table.sqlName())).isEmpty();
    }

    @Test
    void aRunIsKnownByWhatItsStudyCallsIt() throws Exception {
        assertThat(answer("select kind, count(*) as n, any_value(state) as state from runs group by 1 order by 1"))
                .containsExactly(
                        "{\"kind\":\"lock\",\"n\":1,\"state\":\"finished\"}",
                        "{\"kind\":\"policy\",\"n\":2,\"state\":\"finished\"}",
                        "{\"kind\":\"sft\",\"n\":8,\"state\":\"finished\"}");
        assertThat(answer("select study, seed, lock, lock_examples, demonstrations, k, learning_rate, label"
                        + " from runs where k = 256 and learning_rate < 2e-4 and demonstrations = 'weak'"))
                .containsExactly("{\"study\":\"synthetic\",\"seed\":0,\"lock\":\"sft-12.5k\",\"lock_examples\":12500,"
                        + "\"demonstrations\":\"weak\",\"k\":256,\"learning_rate\":1.0E-4,\"label\":"
                        + "\"seed 0, lock sft-12.5k, demonstrations weak, k 256, learning rate 1e-4\"}");
        assertThat(answer(
                        "select distinct train_tokens, threads, made_by->>'libtorch' as libtorch, settings->'seed' as s"
                                + " from runs"))
                .containsExactly("{\"train_tokens\":2048000,\"threads\":1,\"libtorch\":\"2.10.0\",\"s\":0}");
    }

    @Test
    void everyStateOfARunIsTold() throws Exception {
        Path damaged = SyntheticStudy.first(runs, "lock");
        Files.writeString(damaged.resolve("cost.json"), "{}");
        Path strong = SyntheticStudy.first(runs, "policy");
        Durable.delete(strong);
        Path sft = SyntheticStudy.first(runs, "sft");
        Durable.delete(sft);
        Files.createDirectories(new WorkFolder(runs).begun(sft.getFileName().toString()));

        assertThat(answer("select run, state from runs where state <> 'finished' order by state"))
                .containsExactly(
                        "{\"run\":\"" + damaged.getFileName() + "\",\"state\":\"damaged\"}",
                        "{\"run\":\"" + strong.getFileName() + "\",\"state\":\"missing\"}",
                        "{\"run\":\"" + sft.getFileName() + "\",\"state\":\"running\"}");
        assertThat(answer("from metrics where run in (select run from runs where state <> 'finished')"))
                .isEmpty();
    }

    @Test
    void aRunHasARowForEachStudyAndOneWithout() throws Exception {
        Path study = runs.resolve("studies/synthetic/study.json");
        Path other = Files.createDirectories(runs.resolve("studies/other")).resolve("study.json");
        Files.writeString(other, Files.readString(study).replace("\"name\":\"synthetic\"", "\"name\":\"other\""));
        assertThat(answer("select study, count(*) as n from runs group by 1 order by 1"))
                .containsExactly("{\"study\":\"other\",\"n\":11}", "{\"study\":\"synthetic\",\"n\":11}");
        assertThat(answer("select count(*) as n from metrics where type = 'train'", Set.of("other")))
                .isEqualTo(answer("select count(*) as n from metrics where type = 'train'"))
                .isNotEqualTo(List.of("{\"n\":0}"));

        Durable.delete(runs.resolve("studies"));
        assertThat(answer("select study, label, kind, state from runs where kind = 'lock'"))
                .containsExactly("{\"study\":null,\"label\":null,\"kind\":\"lock\",\"state\":\"finished\"}");
        assertThat(answer("from metrics", Set.of("other"))).isEmpty();
    }

    @Test
    void aFolderMayBeCalledLikeAPattern() throws Exception {
        List<String> before = answer("select count(*) as n from metrics");
        runs = Files.move(runs, folder.resolve("runs [all] of it?"));
        assertThat(answer("select count(*) as n from metrics")).isEqualTo(before);
    }

    @Test
    void everyMetricIsTheCountOfItsCompletions() throws Exception {
        String counted = "select run, step, policy, prompt, split, count(*) as n, count_if(correct) as correct"
                + " from completions group by all";
        String logged = "select run, step, policy, prompt, split, n, correct from metrics where type = 'evaluation'";
        assertThat(answer(logged)).hasSizeGreaterThan(40);
        assertThat(answer("(" + counted + ") except (" + logged + ")")).isEmpty();
        assertThat(answer("(" + logged + ") except (" + counted + ")")).isEmpty();
    }

    @Test
    void distancesAreALine() throws Exception {
        Path lock = SyntheticStudy.first(runs, "lock");
        Files.writeString(
                lock.resolve("metrics.jsonl"),
                "{\"type\":\"distance\",\"distance\":\"drift\",\"values\":[0.5,null,1.0]}\n");
        SyntheticStudy.seal(lock, SyntheticStudy.key(lock));
        assertThat(answer(
                        "select distance, distances, list_avg(distances) as mean from metrics where type = 'distance'"))
                .containsExactly("{\"distance\":\"drift\",\"distances\":[0.5,null,1.0],\"mean\":0.75}");
    }

    @Test
    void everyTypeHasAJsonForm() throws Exception {
        assertThat(answer(
                        "select 1::utinyint as a, 1.5::float as b, 'x' as c, null as d, [1, null] as e, {'k': [2]} as f,"
                                + " map {'k': 3} as g, true as h, date '2026-01-02' as i, 'NaN'::double as j, '{\"k\":4}'::json as k,"
                                + " 5::hugeint as l, 1.50::decimal(5, 2) as m, 'ab'::blob as n"))
                .containsExactly(
                        "{\"a\":1,\"b\":1.5,\"c\":\"x\",\"d\":null,\"e\":[1,null],\"f\":{\"k\":[2]},\"g\":{\"k\":3},"
                                + "\"h\":true,\"i\":\"2026-01-02\",\"j\":\"NaN\",\"k\":{\"k\":4},\"l\":5,\"m\":1.50,\"n\":\"6162\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy runs to 'x.csv'",
                "select 1; copy runs to 'x.csv'",
                "drop table runs",
                "insert into runs (run) values ('x')",
                "attach 'x.db'",
                "set threads = 1",
                "install httpfs",
                "select 1; select 2",
                ""
            })
    void whatIsNotOneQueryIsRefused(String sql) {
        assertThatThrownBy(() -> answer(sql))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("' is not one query; expected one that only reads: SELECT");
    }

    @Test
    void onlyTheRunsCanBeRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        assertThatThrownBy(() -> answer("from read_text('" + secret + "')"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("secret.txt");
        String copy = "copy (select 1) to 'x.csv'";
        for (String hidden :
                List.of("from query('" + copy.replace("'", "''") + "')", "with x as (" + copy + ") from x")) {
            assertThatThrownBy(() -> answer(hidden)).isInstanceOf(QueryException.class);
        }
        assertThat(Path.of("x.csv")).doesNotExist();
    }

    @Test
    void aMistakeIsToldWithItsPlace() {
        assertThatThrownBy(() -> answer("select loss\nfrom metric")).hasMessageContaining("Did you mean \"metrics\"?");
        assertThatThrownBy(() -> answer("select loss frm metrics where x y"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("syntax error")
                .hasMessageContaining("LINE 1");
        assertThatThrownBy(() -> answer("select looss from metrics")).hasMessageContaining("\"looss\" not found");
    }

    @Test
    void aLineThatIsNoJsonIsToldWithItsFile() throws Exception {
        Path lock = SyntheticStudy.first(runs, "lock");
        Files.writeString(lock.resolve("metrics.jsonl"), "{\"type\":\"train\",\n");
        SyntheticStudy.seal(lock, SyntheticStudy.key(lock));
        assertThatThrownBy(() -> answer("select count(*) from metrics where loss > 0"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(lock.getFileName() + "/metrics.jsonl");
    }

    @ParameterizedTest
    @EnumSource
    void exportedTablesReadBackTheSame(TableFile format) throws Exception {
        Path into = Files.createDirectory(runs.resolve("exported")); // where a query reaches
        try (RunDatabase database = RunDatabase.open(runs, Set.of(), into)) {
            database.export(into, format);
        }
        for (RunTable table : RunTable.values()) {
            String file = "'" + into.toString().replace("'", "''") + "/" + table.sqlName() + format.ending() + "'";
            String columns = table.columns().stream()
                    .map(column -> column.name() + "::varchar as " + column.name())
                    .collect(Collectors.joining(", "));
            List<String> written = answer("select " + columns + " from " + table.sqlName());
            assertThat(written).isNotEmpty();
            assertThat(answer("select " + columns + " from " + file)).hasSameSizeAs(written);
            if (format == TableFile.PARQUET) {
                assertThat(answer("select " + columns + " from " + file)).isEqualTo(written);
            }
        }
    }
}
