package lockpick.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a model may write, in place of a run's completions for its first problem. */
final class HostileCompletion {
    static final String TEXT =
            "</pre></script><img src=x onerror=\"document.title='taken'\"><!-- & 'quoted' \u2028 \u202eback";

    private static final JsonMapper JSON = new JsonMapper();

    private HostileCompletion() {}

    static void putInto(Path folder) throws IOException {
        SyntheticStudy.rewriteCompletions(folder, HostileCompletion::putInto);
    }

    private static String putInto(String lines) {
        String first = JSON.readTree(lines.lines().findFirst().orElseThrow())
                .required("problem")
                .stringValue();
        return lines.lines()
                .map(line -> {
                    ObjectNode row = (ObjectNode) JSON.readTree(line);
                    // a lone half of a surrogate pair stands in JSON as an escape
                    return row.required("problem").stringValue().equals(first)
                            ? JSON.writeValueAsString(row.put("completion", TEXT + "@"))
                                    .replace("@", "\\ud800")
                            : line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
