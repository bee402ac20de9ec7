package lockpick.study.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
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
    private static final int LONGEST_EXCERPT = 80;

    private final Writer writer;

    CompletionsFile(Path file) throws IOException {
        writer = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }

    void add(Evaluation evaluation, List<CompletionRow> rows) throws IOException {
        for (CompletionRow row : rows) {
            ObjectNode line = JSON.createObjectNode()
                    .put("step", evaluation.spent().steps())
                    .put("policy", evaluation.policy().json())
                    .put("prompt", evaluation.prompt().json())
                    .put("split", evaluation.split().json())
                    .put("problem", row.problem())
                    .put("completion", row.completion())
                    .put("verdict", row.grade().verdict().json())
                    .put("reward", row.grade().reward())
                    .put("reason", row.grade().reason());
            if (evaluation.spent().samples() > 0) {
                line.put("samples", evaluation.spent().samples());
            }
            evaluation.other().ifPresent(task -> line.put("other", task));
            evaluation.variant().ifPresent(variant -> line.put("variant", variant));
            if (row.truncated()) {
                line.put("truncated", true);
            }
            if (!row.domains().isEmpty()) {
                ObjectNode domains = line.putObject("domains");
                new TreeMap<>(row.domains()).forEach(domains::put);
            }
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
        }
    }

    /**
     * What one policy under one kind of prompt found, in the order of the problems.
     *
     * @param which of these rows: those of one step, say, or of the study's own task
     * @throws IOException if the file cannot be read, or holds something else; the message names file and line
     */
    static List<Outcome> read(Path file, Policy policy, Prompt prompt, Split split, Predicate<JsonNode> which)
            throws IOException {
        List<String> values = Stream.of(policy.json(), prompt.json(), split.json())
                .map(value -> '"' + value + '"')
                .toList();
        List<Outcome> outcomes = new ArrayList<>();
        int line = 0;
        String at = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                at = text;
                if (!values.stream().allMatch(text::contains)) {
                    continue; // spares parsing most lines
                }
                outcome(text, policy, prompt, split, which).ifPresent(outcomes::add);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    file + ": line " + line + " is " + excerpt(at) + "; expected the JSON of one graded completion", e);
        } catch (ZipException | EOFException e) {
            throw new IOException(file + ": damaged after line " + line + "; expected a whole gzip file", e);
        }
        return outcomes;
    }

    private static Optional<Outcome> outcome(
            String line, Policy policy, Prompt prompt, Split split, Predicate<JsonNode> which) {
        JsonNode row = JSON.readTree(line);
        Outcome outcome = outcome(row);
        return row.required("policy").stringValue().equals(policy.json())
                        && row.required("prompt").stringValue().equals(prompt.json())
                        && row.required("split").stringValue().equals(split.json())
                        && which.test(row)
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private static String excerpt(String line) {
        return "'" + (line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…") + "'";
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
