package lockpick.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a model may write, in place of a run's completions for its first problem. */
final class HostileCompletion {
    static final String TEXT =
            "</pre></script><img src=x onerror=\"document.title='taken'\"><!-- & 'quoted' \u2028 \u202eback";

    private static final JsonMapper JSON = new JsonMapper();

    private HostileCompletion() {}

    static void putInto(Path folder) throws IOException {
        Path file = folder.resolve("completions.jsonl.gz");
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String first = JSON.readTree(text.lines().findFirst().orElseThrow())
                .required("problem")
                .stringValue();
        String changed = text.lines()
                .map(line -> {
                    ObjectNode row = (ObjectNode) JSON.readTree(line);
                    // a lone half of a surrogate pair stands in JSON as an escape
                    return row.required("problem").stringValue().equals(first)
                            ? JSON.writeValueAsString(row.put("completion", TEXT + "@"))
                                    .replace("@", "\\ud800")
                            : line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(changed.getBytes(StandardCharsets.UTF_8));
        }
        SyntheticStudy.seal(folder, SyntheticStudy.key(folder));
    }
}
