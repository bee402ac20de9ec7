package lockpick.report.site;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.report.table.Format;
import lockpick.study.run.CompletionRow;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code data/completions/<n>.js}, each with the next {@link #ROWS} completions and what was said of them. A text
 * that occurs several times in a shard stands in it once.
 */
final class Shards {
    static final int ROWS = 500;

    private static final JsonMapper JSON = new JsonMapper();

    private final SiteFolder site;
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private ArrayNode completions = JSON.createArrayNode();
    private ArrayNode grades = JSON.createArrayNode();
    private int rows;

    Shards(SiteFolder site) {
        this.site = site;
    }

    void add(CompletionRow row) throws IOException {
        completions.add(number(row.completion()));
        grades.add(number(grade(row)));
        rows++;
        if (rows % ROWS == 0) {
            close();
        }
    }

    /** The reason, and what else there is to know. */
    private static String grade(CompletionRow row) {
        double plain = row.grade().isCorrect() ? 1 : 0;
        return row.grade().reason()
                + (row.grade().reward() == plain
                        ? ""
                        : "; reward " + Format.thousandths(row.grade().reward()))
                + (row.truncated() ? "; its prompt was cut short" : "");
    }

    private int number(String text) {
        return texts.computeIfAbsent(text, t -> texts.size());
    }

    /** Writes what has gathered since the last full shard. */
    void close() throws IOException {
        if (completions.isEmpty()) {
            return;
        }
        ObjectNode shard = JSON.createObjectNode();
        texts.keySet().forEach(shard.putArray("texts")::add);
        shard.set("completions", completions);
        shard.set("grades", grades);
        site.putData("completions/" + (rows - 1) / ROWS, shard);
        texts.clear();
        completions = JSON.createArrayNode();
        grades = JSON.createArrayNode();
    }

    /** Written so far. */
    int rows() {
        return rows;
    }
}
