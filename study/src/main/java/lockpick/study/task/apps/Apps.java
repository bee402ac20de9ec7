package lockpick.study.task.apps;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Refusal;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;
import lockpick.study.task.data.Source;
import tools.jackson.databind.JsonNode;

/**
 * The folders as published, {@code APPS/<train|test>/<number>/}, or rows as of the Hugging Face copy, whose
 * {@code solutions} and {@code input_output} are JSON inside a text.
 */
public final class Apps implements DataSet<AppsRecord> {

    private static final Set<String> LEVELS = Set.of("introductory", "interview", "competition");

    @Override
    public void read(Path path, Sink<AppsRecord> sink) throws IOException {
        Sink<Row> rows = sink.fromRows(Apps::record);
        List<Path> folders = folders(path);
        if (folders.isEmpty()) {
            Rows.read(path, rows);
        }
        for (Path folder : folders) {
            Row row;
            try {
                row = AppsFolder.row(folder);
            } catch (RefusedException e) {
                sink.refuse(new Refusal(Source.file(folder), e.reason()));
                continue;
            }
            rows.accept(row);
        }
    }

    private static List<Path> folders(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isDirectory)
                    .filter(AppsFolder::isOne)
                    .sorted()
                    .toList();
        }
    }

    private static AppsRecord record(Row row) {
        String level = row.text("difficulty");
        if (!LEVELS.contains(level)) {
            throw new RefusedException(
                    "\"difficulty\" is '" + level + "'; expected introductory, interview or competition");
        }
        Part part = Part.of(row.source().file());
        return new AppsRecord(
                "%s/%04d".formatted(part.word(), row.integer("problem_id")),
                row.text("question"),
                solutions(row),
                inner(row, "input_output").flatMap(AppsTests::of),
                level,
                row.optionalText("url"),
                row.optionalText("starter_code").filter(code -> !code.isEmpty()),
                row.source());
    }

    private static List<String> solutions(Row row) {
        Optional<JsonNode> solutions = inner(row, "solutions");
        if (solutions.isEmpty()) {
            return List.of();
        }
        JsonNode list = solutions.get();
        if (!list.isArray() || !list.values().stream().allMatch(JsonNode::isString)) {
            throw new RefusedException("\"solutions\": expected a list of programs");
        }
        return list.values().stream().map(JsonNode::stringValue).toList();
    }

    /** JSON inside a text; an empty text stands for nothing. */
    private static Optional<JsonNode> inner(Row row, String name) {
        Optional<String> text = row.optionalText(name).filter(it -> !it.isBlank());
        try {
            return text.map(Json::of);
        } catch (RefusedException e) {
            throw new RefusedException("\"" + name + "\": " + e.reason());
        }
    }
}
