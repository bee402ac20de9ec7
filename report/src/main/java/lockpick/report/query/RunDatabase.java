package lockpick.report.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.study.file.DuckDb;
import lockpick.study.run.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run folders as the tables of {@link RunTable}. {@code runs} is made when the database is opened; {@code metrics} and
 * {@code completions} are views of the files, which only a query that names them reads. SQL reaches no other files than
 * those of the folders given here, and a user's SQL can only read.
 */
public final class RunDatabase implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Connection duckdb;

    private RunDatabase(Connection duckdb) {
        this.duckdb = duckdb;
    }

    /**
     * Reads what the runs are; their metrics and completions are left for queries.
     *
     * @param studies names of those whose runs are meant; none: every run
     * @param into folders that {@link #export} will write into
     * @throws IOException if a run's settings or cost cannot be read
     */
    public static RunDatabase open(Path runs, Set<String> studies, Path... into) throws IOException {
        RunRows rows = RunRows.read(runs, studies);
        try {
            RunDatabase database =
                    new RunDatabase(DuckDb.open(Runtime.getRuntime().availableProcessors()));
            database.createRuns(rows);
            database.createView(RunTable.METRICS, rows.finished(), RunFolder.METRICS);
            database.createView(RunTable.COMPLETIONS, rows.finished(), RunFolder.COMPLETIONS);
            database.confineTo(Stream.concat(Stream.of(runs), Stream.of(into)).toList());
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not take our own SQL", e);
        }
    }

    private void createRuns(RunRows rows) throws SQLException {
        ObjectNode types = JSON.createObjectNode();
        RunTable.RUNS.columns().forEach(column -> types.put(column.name(), column.type()));
        String sql = "CREATE TABLE runs AS SELECT unnest(from_json(?, '[" + types + "]'), recursive := true)";
        try (PreparedStatement create = duckdb.prepareStatement(sql)) {
            create.setString(1, rows.rows().toString());
            create.execute();
        }
    }

    private void createView(RunTable table, List<RunFolder> runs, String name) throws SQLException {
        List<Path> files = runs.stream()
                .map(run -> run.path().resolve(name))
                .filter(Files::exists)
                .toList();
        if (files.isEmpty()) {
            execute("CREATE TABLE " + table.sqlName() + " ("
                    + list(table, column -> column.name() + " " + column.type()) + ")");
            return;
        }
        String keys = table.columns().stream()
                .filter(RunTable.Column::isKey)
                .map(column -> DuckDb.quoted(column.from()) + ": " + DuckDb.quoted(column.type()))
                .collect(Collectors.joining(", "));
        String paths = files.stream().map(DuckDb::literally).map(DuckDb::quoted).collect(Collectors.joining(", "));
        execute("CREATE VIEW " + table.sqlName() + " AS SELECT "
                + list(
                        table,
                        column -> (column.isKey() ? '"' + column.from() + '"' : column.from()) + " AS " + column.name())
                + " FROM read_json([" + paths + "], format = 'newline_delimited', filename = true, columns = {" + keys
                // told, since DuckDB takes what follows a ? in a path for a query, and then does not see the ending
                + (name.endsWith(".gz") ? "}, compression = 'gzip')" : "})"));
    }

    private static String list(RunTable table, Function<RunTable.Column, String> sql) {
        return table.columns().stream().map(sql).collect(Collectors.joining(", "));
    }

    /** Also by the patterns that stand for these folders, since DuckDB looks at a path before it takes it for a pattern. */
    private void confineTo(List<Path> folders) throws SQLException {
        String paths = folders.stream()
                .flatMap(folder -> Stream.of(folder.toAbsolutePath().normalize().toString(), DuckDb.literally(folder)))
                .map(path -> DuckDb.quoted(path + "/"))
                .distinct()
                .collect(Collectors.joining(", "));
        execute("SET allowed_directories = [" + paths + "]");
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
    }

    /**
     * Answers one query.
     *
     * @param rows hears of each row as it is found
     * @throws QueryException if it is no query, or cannot be answered
     */
    public void answer(String sql, Rows rows) throws QueryException {
        try {
            refuseAllButOneQuery(sql);
            try (PreparedStatement query = duckdb.prepareStatement(sql);
                    ResultSet found = query.executeQuery()) {
                ResultSetMetaData columns = found.getMetaData();
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.add(columns.getColumnLabel(i));
                }
                rows.columns(names);
                while (found.next()) {
                    List<JsonNode> row = new ArrayList<>();
                    for (int i = 1; i <= names.size(); i++) {
                        row.add(QueryValue.of(found.getObject(i)));
                    }
                    rows.row(row);
                }
                rows.end();
            }
        } catch (SQLException e) {
            throw new QueryException(String.valueOf(e.getMessage()));
        }
    }

    /** DuckDB's own parser says whether SQL does anything but read. */
    private void refuseAllButOneQuery(String sql) throws SQLException, QueryException {
        try (PreparedStatement parse = duckdb.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            parse.setString(1, sql);
            try (ResultSet parsed = parse.executeQuery()) {
                parsed.next();
                JsonNode json = JSON.readTree(parsed.getString(1));
                boolean syntax = json.path("error_type").asString("").equals("parser"); // preparing it says where
                if (!syntax && json.path("statements").size() != 1) {
                    throw new QueryException("'" + sql.strip()
                            + "' is not one query; expected one that only reads: SELECT, FROM, WITH, PIVOT … ON … IN (…),"
                            + " DESCRIBE or SUMMARIZE; lockpick export writes files");
                }
            }
        }
    }

    /** Writes every table into a folder given to {@link #open}, a file each. */
    public void export(Path folder, TableFile format) throws IOException {
        for (RunTable table : RunTable.values()) {
            Path file = folder.resolve(table.sqlName() + format.ending());
            try {
                execute("COPY " + table.sqlName() + " TO "
                        + DuckDb.quoted(file.toAbsolutePath().normalize().toString()) + " (" + format.options() + ")");
            } catch (SQLException e) {
                throw new IOException(file + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            duckdb.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }
}
