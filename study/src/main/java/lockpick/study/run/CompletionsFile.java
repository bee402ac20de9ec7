package lockpick.study.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code completions.jsonl.gz}. Equal completions are equal bytes: Java's gzip header holds neither time nor
 * name.
 */
final class CompletionsFile implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Writer writer;

    CompletionsFile(Path file) throws IOException {
        writer = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }

    void add(Evaluation evaluation, List<CompletionRow> rows) throws IOException {
        for (CompletionRow row : rows) {
            ObjectNode line = JSON.createObjectNode()
                    .put("step", evaluation.step())
                    .put("policy", evaluation.policy().json())
                    .put("prompt", evaluation.prompt().json())
                    .put("split", evaluation.split().json())
                    .put("problem", row.problem())
                    .put("completion", row.completion())
                    .put("verdict", row.grade().verdict().json())
                    .put("reward", row.grade().reward())
                    .put("reason", row.grade().reason());
            evaluation.other().ifPresent(task -> line.put("other", task));
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
