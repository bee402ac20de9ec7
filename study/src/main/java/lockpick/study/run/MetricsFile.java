package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lockpick.study.measure.Correctness;
import lockpick.study.measure.Spent;
import lockpick.study.run.DistanceMetric.Distance;
import lockpick.study.train.Round;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines of {@code metrics.jsonl}. Equal metrics are equal bytes: keys in the order of the contract, numbers in the
 * shortest decimal form that reads back to the same double, and null for a number that is not finite, which JSON lacks.
 */
final class MetricsFile {

    private static final JsonMapper JSON = new JsonMapper();

    private MetricsFile() {}

    /** One line, without its line end. */
    static String line(Metric metric) {
        return JSON.writeValueAsString(
                switch (metric) {
                    case TrainMetric train -> line(train);
                    case TokensMetric tokens -> line(tokens);
                    case RoundMetric round -> line(round.round());
                    case EvaluationMetric evaluation -> line(evaluation);
                    case DistanceMetric distance -> line(distance);
                });
    }

    private static ObjectNode line(TrainMetric train) {
        ObjectNode line = JSON.createObjectNode()
                .put("type", "train")
                .put("step", train.step())
                .put("sequences", train.sequences());
        put(line, "loss", train.loss());
        put(line, "learning_rate", train.learningRate());
        put(line, "gradient_norm", train.gradientNorm());
        return line;
    }

    private static ObjectNode line(TokensMetric tokens) {
        return JSON.createObjectNode()
                .put("type", "tokens")
                .put("chosen", tokens.chosen())
                .put("n", tokens.n());
    }

    private static ObjectNode line(Round round) {
        return JSON.createObjectNode()
                .put("type", "round")
                .put("round", round.round())
                .put("samples", round.samples())
                .put("drawn", round.drawn())
                .put("reward", round.reward())
                .put("correct", round.correct())
                .put("kept", round.kept())
                .put("kept_reward", round.keptReward())
                .put("all_equal", round.allEqual());
    }

    private static ObjectNode line(EvaluationMetric metric) {
        Evaluation of = metric.evaluation();
        ObjectNode line = JSON.createObjectNode()
                .put("type", "evaluation")
                .put("step", of.spent().steps())
                .put("sequences", of.spent().sequences());
        put(line, "epochs", of.spent().epochs());
        putIfAny(line, "tokens", of.spent().tokens());
        putIfAny(line, "samples", of.spent().samples());
        putIfAny(line, "labels", of.spent().labels());
        line.put("policy", of.policy().json())
                .put("prompt", of.prompt().json())
                .put("split", of.split().json())
                .put("correct", metric.correctness().correct())
                .put("n", metric.correctness().n());
        of.other().ifPresent(task -> line.put("other", task));
        of.variant().ifPresent(variant -> line.put("variant", variant));
        put(line, "correctness", metric.correctness().value());
        line.put("undecided", metric.undecided());
        put(line, "reward", metric.reward());
        putIfAny(line, "truncated", metric.truncated());
        return line;
    }

    private static ObjectNode line(DistanceMetric metric) {
        ObjectNode line = JSON.createObjectNode()
                .put("type", "distance")
                .put("distance", metric.distance().json());
        ArrayNode values = line.putArray("values");
        for (double value : metric.values()) {
            if (Double.isFinite(value)) {
                values.add(value);
            } else {
                values.addNull();
            }
        }
        return line;
    }

    private static void putIfAny(ObjectNode line, String key, long count) {
        if (count > 0) {
            line.put(key, count);
        }
    }

    private static void put(ObjectNode line, String key, double value) {
        if (Double.isFinite(value)) {
            line.put(key, value);
        } else {
            line.putNull(key);
        }
    }

    /**
     * Reads every line of a metrics file.
     *
     * @throws IOException if the file cannot be read, or holds something else
     */
    static List<Metric> read(Path file) throws IOException {
        List<Metric> metrics = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                metrics.add(parse(JSON.readTree(line)));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IOException(file + ": line " + (metrics.size() + 1) + " is not a metric: " + line, e);
            }
        }
        return metrics;
    }

    private static Metric parse(JsonNode line) {
        String type = line.required("type").stringValue();
        return switch (type) {
            case "train" ->
                new TrainMetric(
                        line.required("step").longValue(),
                        line.required("sequences").longValue(),
                        number(line, "loss"),
                        number(line, "learning_rate"),
                        number(line, "gradient_norm"));
            case "tokens" ->
                new TokensMetric(
                        line.required("chosen").intValue(), line.required("n").intValue());
            case "round" ->
                new RoundMetric(new Round(
                        line.required("round").intValue(),
                        line.required("samples").longValue(),
                        line.required("drawn").intValue(),
                        number(line, "reward"),
                        line.required("correct").intValue(),
                        line.required("kept").intValue(),
                        number(line, "kept_reward"),
                        line.required("all_equal").booleanValue()));
            case "evaluation" ->
                new EvaluationMetric(
                        new Evaluation(
                                new Spent(
                                        line.required("step").longValue(),
                                        line.required("sequences").longValue(),
                                        number(line, "epochs"),
                                        line.path("tokens").asLong(0),
                                        line.path("samples").asLong(0),
                                        line.path("labels").asLong(0)),
                                named(line, "policy", Evaluation.Policy.values(), Evaluation.Policy::json),
                                named(line, "prompt", Evaluation.Prompt.values(), Evaluation.Prompt::json),
                                named(line, "split", Evaluation.Split.values(), Evaluation.Split::json),
                                text(line, "other"),
                                text(line, "variant")),
                        new Correctness(
                                line.required("correct").intValue(),
                                line.required("n").intValue()),
                        line.required("undecided").intValue(),
                        number(line, "reward"),
                        line.path("truncated").asInt(0));
            case "distance" ->
                new DistanceMetric(
                        named(line, "distance", Distance.values(), Distance::json),
                        line.required("values")
                                .valueStream()
                                .map(MetricsFile::number)
                                .toList());
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    static Optional<String> text(JsonNode line, String key) {
        return Optional.ofNullable(line.get(key)).map(JsonNode::stringValue);
    }

    private static double number(JsonNode line, String key) {
        return number(line.required(key));
    }

    private static double number(JsonNode value) {
        return value.isNull() ? Double.NaN : value.doubleValue();
    }

    static <T> T named(JsonNode line, String key, T[] values, Function<T, String> name) {
        String given = line.required(key).stringValue();
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " " + given));
    }
}
