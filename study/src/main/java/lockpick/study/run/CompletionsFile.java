package lockpick.study.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lockpick.study.grade.Verdict;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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
            if (!row.domains().isEmpty()) {
                ObjectNode domains = line.putObject("domains");
                new TreeMap<>(row.domains()).forEach(domains::put);
            }
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
        }
    }

    /**
     * What one evaluation of the study's own task found, in the order of its problems.
     *
     * @throws IOException if the file cannot be read, or holds something else
     */
    static List<Outcome> read(Path file, Policy policy, Prompt prompt, Split split) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode row = JSON.readTree(text);
                if (row.required("policy").stringValue().equals(policy.json())
                        && row.required("prompt").stringValue().equals(prompt.json())
                        && row.required("split").stringValue().equals(split.json())
                        && !row.has("other")) {
                    outcomes.add(outcome(row));
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + ": a line is no graded completion", e);
        }
        return outcomes;
    }

    private static Outcome outcome(JsonNode row) {
        Map<String, String> domains = new HashMap<>();
        row.path("domains").forEachEntry((grouping, domain) -> domains.put(grouping, domain.stringValue()));
        return new Outcome(
                row.required("problem").stringValue(),
                domains,
                row.required("verdict").stringValue().equals(Verdict.CORRECT.json()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
