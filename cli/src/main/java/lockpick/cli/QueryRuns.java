package lockpick.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import lockpick.report.query.QueryException;
import lockpick.report.query.RowFormat;
import lockpick.report.query.RunDatabase;
import lockpick.report.query.RunTable;
import lockpick.study.setting.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick query}: SQL over the runs. */
@Command(
        name = "query",
        description = {
            "Answers a query in SQL over all runs of a folder. The tables are runs, metrics (training curves and"
                    + " evaluations) and completions (every graded one); --tables tells their columns.",
            "",
            "The SQL is DuckDB's, of which everything that only reads is taken. A run that several studies share has a row in"
                    + " runs for each: say which study."
        },
        footer = {
            "",
            "Examples:",
            "  lockpick query \"select study, kind, state, count(*), sum(wall_seconds) from runs",
            "                  group by all order by all\"",
            "",
            "Test correctness of every elicitation of a study, the best first:",
            "",
            "  lockpick query \"select lock, method, label, max(correctness) as best",
            "                  from runs join metrics using (run)",
            "                  where study = 'quickstart' and split = 'test' and method is not null",
            "                  group by all order by best desc\"",
            "",
            "A training curve, for another program:",
            "",
            "  lockpick query --format csv \"select run, step, loss from metrics",
            "                               where type = 'train' and run = 'lock-3f0c9a1b22de'\"",
            "",
            "Why answers are wrong, and what a wrong one looks like:",
            "",
            "  lockpick query \"select reason, count(*) as n, any_value(completion) as such",
            "                  from completions where verdict = 'incorrect'",
            "                  group by reason order by n desc limit 10\"",
            "",
            "Problems of one evaluation that two runs answer differently:",
            "",
            "  lockpick query \"select problem, a.completion, b.completion",
            "                  from completions a join completions b using (problem, prompt, split)",
            "                  where a.run = 'lock-3f0c9a1b22de' and b.run = 'lock-9a21c0ffee00'",
            "                    and split = 'test' and a.correct <> b.correct\"",
            "",
            "Any setting, by its place in run.json:",
            "",
            "  lockpick query \"select run, settings->>'$.training.learning-rate' as rate,",
            "                         settings->'$.lock.training' as training from runs\"",
            "",
            "More: docs/query.md. A table of format 'table' cuts long text and shows numbers at",
            "six digits; the other formats give everything.",
            "",
            "Exit code: 0 it is answered, 1 a run cannot be read, 2 something is wrong with the",
            "query or the command."
        })
final class QueryRuns implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "SQL", arity = "0..1", description = "one query, in quotes")
    private Optional<String> sql = Optional.empty();

    @Option(names = "--tables", description = "tell the tables, their columns, and what these mean")
    private boolean tables;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv, json (a line for each row) or markdown (default: ${DEFAULT-VALUE})")
    private String format = "table";

    @Mixin
    private RunsOption runs = new RunsOption();

    QueryRuns(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (tables) {
            Arrays.stream(RunTable.values()).forEach(this::tell);
            return 0;
        }
        String query = sql.orElseThrow(() -> new MistakeException(
                "give a query, such as \"select * from runs\"; --tables tells what there is, --help has examples"));
        RowFormat rows = format();
        try (RunDatabase database = RunDatabase.open(runs.existing(), Set.of())) {
            database.answer(query, rows.to(console::line));
            return 0;
        } catch (QueryException e) {
            throw new MistakeException(String.valueOf(e.getMessage()));
        }
    }

    private RowFormat format() {
        return Arrays.stream(RowFormat.values())
                .filter(each -> each.word().equals(format))
                .findFirst()
                .orElseThrow(() -> new MistakeException("--format = " + format + ": must be "
                        + Words.either(Arrays.stream(RowFormat.values())
                                .map(RowFormat::word)
                                .toList())));
    }

    private void tell(RunTable table) {
        console.line(table.sqlName() + ": " + table.about());
        for (RunTable.Column column : table.columns()) {
            console.line(
                    String.format(Locale.ROOT, "  %-21s  %-8s  %s", column.name(), column.type(), column.meaning()));
        }
        console.line("");
    }
}
