package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes {@code cost.json}. */
public final class CostFile {

    private static final JsonMapper JSON = new JsonMapper();

    private CostFile() {}

    public static String json(Cost cost) {
        Work work = cost.work();
        ObjectNode json = JSON.createObjectNode()
                .put("wall_seconds", milliseconds(cost.wallSeconds()))
                .put("train_seconds", milliseconds(work.trainSeconds()))
                .put("evaluation_seconds", milliseconds(work.evaluationSeconds()))
                .put("train_sequences", work.trainSequences())
                .put("train_tokens", work.trainTokens())
                .put("generated_completions", work.generatedCompletions())
                .put("generated_tokens", work.generatedTokens())
                .put("peak_resident_bytes", cost.peakResidentBytes())
                .put("threads", cost.threads())
                .put("attempts", cost.attempts());
        return JSON.writeValueAsString(json) + "\n";
    }

    private static double milliseconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    public static Cost read(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return new Cost(
                    json.required("wall_seconds").doubleValue(),
                    new Work(
                            json.required("train_seconds").doubleValue(),
                            json.required("evaluation_seconds").doubleValue(),
                            json.required("train_sequences").longValue(),
                            json.required("train_tokens").longValue(),
                            json.required("generated_completions").longValue(),
                            json.required("generated_tokens").longValue()),
                    json.required("peak_resident_bytes").longValue(),
                    json.required("threads").intValue(),
                    json.required("attempts").intValue());
        } catch (JacksonException e) {
            throw new IOException(file + " does not hold the cost of a run", e);
        }
    }
}
