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
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import lockpick.study.grade.Grade;
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
     * @param which of these evaluations: those of one step, say, or of the study's own task
     * @throws IOException if the file cannot be read, or holds something else; the message names file and line
     */
    static List<Outcome> read(Path file, Policy policy, Prompt prompt, Split split, Predicate<EvaluationId> which)
            throws IOException {
        List<String> values = Stream.of(policy.json(), prompt.json(), split.json())
                .map(value -> '"' + value + '"')
                .toList();
        List<Outcome> outcomes = new ArrayList<>();
        read(file, line -> values.stream().allMatch(line::contains), completion -> {
            EvaluationId of = completion.of();
            if (of.policy() == policy && of.prompt() == prompt && of.split() == split && which.test(of)) {
                CompletionRow row = completion.row();
                outcomes.add(
                        new Outcome(row.problem(), row.domains(), row.grade().isCorrect()));
            }
        });
        return outcomes;
    }

    /**
     * Every completion, in the order of the file.
     *
     * @throws IOException as above
     */
    static void read(Path file, LoggedCompletion.Sink sink) throws IOException {
        read(file, line -> true, sink);
    }

    /** @param mayBeWanted spares parsing most lines */
    private static void read(Path file, Predicate<String> mayBeWanted, LoggedCompletion.Sink sink) throws IOException {
        int line = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (mayBeWanted.test(text)) {
                    sink.take(parsed(file, line, text));
                }
            }
        } catch (ZipException | EOFException e) {
            throw new IOException(file + ": damaged after line " + line + "; expected a whole gzip file", e);
        }
    }

    private static LoggedCompletion parsed(Path file, int line, String text) throws IOException {
        try {
            return completion(JSON.readTree(text));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    file + ": line " + line + " is " + excerpt(text) + "; expected the JSON of one graded completion",
                    e);
        }
    }

    private static LoggedCompletion completion(JsonNode line) {
        Map<String, String> domains = new HashMap<>();
        line.path("domains").forEachEntry((grouping, domain) -> domains.put(grouping, domain.stringValue()));
        Grade grade = new Grade(
                MetricsFile.named(line, "verdict", Verdict.values(), Verdict::json),
                line.required("reward").doubleValue(),
                line.required("reason").stringValue());
        EvaluationId of = new EvaluationId(
                line.required("step").longValue(),
                line.path("samples").asLong(0),
                MetricsFile.named(line, "policy", Policy.values(), Policy::json),
                MetricsFile.named(line, "prompt", Prompt.values(), Prompt::json),
                MetricsFile.named(line, "split", Split.values(), Split::json),
                MetricsFile.text(line, "other"),
                MetricsFile.text(line, "variant"));
        CompletionRow row = new CompletionRow(
                line.required("problem").stringValue(),
                domains,
                line.required("completion").stringValue(),
                grade,
                line.path("truncated").asBoolean(false));
        return new LoggedCompletion(of, row);
    }

    private static String excerpt(String line) {
        return "'" + (line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…") + "'";
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
