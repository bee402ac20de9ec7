package lockpick.report.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lockpick.study.grade.Verdict;
import lockpick.study.measure.Correctness;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.RunFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which problems an evaluation got right, from a run's {@code completions.jsonl.gz}.
 *
 * @param problems the prompts, in the order they were evaluated
 * @param correct one for each problem
 */
public record Outcomes(List<String> problems, boolean[] correct) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads the completions of one evaluation.
     *
     * @throws UnreadableRunException if a line cannot be read, or the completions do not add up to the metric
     */
    public static Outcomes read(FinishedRun run, EvaluationMetric metric) throws IOException {
        List<String> problems = new ArrayList<>();
        boolean[] correct = new boolean[metric.correctness().n()];
        int right = 0;
        int line = 0;
        String split = "\"" + metric.evaluation().split().json() + "\"";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(run.folder().resolve(RunFolder.COMPLETIONS)), 1 << 16),
                        StandardCharsets.UTF_8),
                1 << 16)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (!text.contains(split)) {
                    continue; // spares parsing most lines
                }
                JsonNode row = row(run, line, text);
                if (!isOf(row, metric.evaluation())) {
                    continue;
                }
                if (problems.size() < correct.length
                        && row.required("verdict").stringValue().equals(Verdict.CORRECT.json())) {
                    correct[problems.size()] = true;
                    right++;
                }
                problems.add(row.required("problem").stringValue());
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw UnreadableRunException.inRun(
                    run.folder(), RunFolder.COMPLETIONS, "damaged after line " + line, "a whole gzip file");
        }
        check(run, metric, right, problems.size());
        return new Outcomes(problems, correct);
    }

    private static JsonNode row(FinishedRun run, int line, String text) throws IOException {
        try {
            JsonNode row = JSON.readTree(text);
            for (String name : List.of("step", "policy", "prompt", "split", "problem", "verdict")) {
                row.required(name);
            }
            return row;
        } catch (JacksonException | IllegalArgumentException e) {
            throw UnreadableRunException.inRun(
                    run.folder(),
                    RunFolder.COMPLETIONS,
                    "line " + line + " is " + UnreadableRunException.excerpt(text),
                    "the JSON of one graded completion");
        }
    }

    private static boolean isOf(JsonNode row, Evaluation evaluation) {
        return row.required("step").asLong() == evaluation.step()
                && row.required("policy").asString().equals(evaluation.policy().json())
                && row.required("prompt").asString().equals(evaluation.prompt().json())
                && row.required("split").asString().equals(evaluation.split().json());
    }

    private static void check(FinishedRun run, EvaluationMetric metric, int right, int n) throws IOException {
        Correctness logged = metric.correctness();
        if (logged.correct() != right || logged.n() != n) {
            Evaluation of = metric.evaluation();
            throw UnreadableRunException.inRun(
                    run.folder(),
                    RunFolder.COMPLETIONS,
                    right + " of " + n + " completions correct at step " + of.step() + ", "
                            + of.prompt().json() + ", " + of.split().json(),
                    logged.correct() + " of " + logged.n() + " as in " + RunFolder.METRICS);
        }
    }
}
