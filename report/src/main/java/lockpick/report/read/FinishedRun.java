package lockpick.report.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.DistanceMetric;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.LoggedCompletion;
import lockpick.study.run.RoundMetric;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;
import lockpick.study.run.TokensMetric;
import lockpick.study.run.TrainMetric;
import lockpick.study.task.Domains;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run left behind, but for its completions (see {@link Outcomes}).
 *
 * @param folder where it lies
 * @param settings what decided its result, as {@code run.json} has it
 * @param inputs the runs it builds on, by their part in it
 * @param numerics version of the code's arithmetic
 * @param madeBy versions and device
 * @param training in order of steps
 * @param evaluations in the order they were made
 */
public record FinishedRun(
        PlannedRun plan,
        Path folder,
        JsonNode settings,
        Map<String, RunKey> inputs,
        int numerics,
        Map<String, String> madeBy,
        List<TrainMetric> training,
        List<EvaluationMetric> evaluations,
        RunCost cost) {
    private static final JsonMapper JSON = new JsonMapper();

    public FinishedRun {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        madeBy = Map.copyOf(madeBy);
        training = List.copyOf(training);
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Reads a run's folder.
     *
     * @return empty when the run has not finished
     * @throws UnreadableRunException if the folder was changed after the run finished, or holds something else
     */
    public static Optional<FinishedRun> read(Path runsFolder, PlannedRun plan) throws IOException {
        Path folder = runsFolder.resolve(plan.folder());
        if (!Files.exists(folder.resolve("done.json"))) {
            return Optional.empty();
        }
        RunFolder run = switch (RunFolder.look(folder, plan.key())) {
            case RunState.Finished finished -> finished.folder();
            case RunState.Missing missing -> throw UnreadableRunException.inRun(folder, "done.json", "gone", "it");
            case RunState.Damaged damaged ->
                throw UnreadableRunException.inRun(
                        folder,
                        "",
                        damaged.why(),
                        "the files of run " + plan.key().shortForm() + " as it left them");
        };
        List<TrainMetric> training = new ArrayList<>();
        List<EvaluationMetric> evaluations = new ArrayList<>();
        readMetrics(run, training, evaluations);
        JsonNode settings = json(folder, RunFolder.SETTINGS);
        Map<String, RunKey> inputs = new LinkedHashMap<>();
        field(folder, RunFolder.SETTINGS, settings, "inputs")
                .properties()
                .forEach(entry ->
                        inputs.put(entry.getKey(), new RunKey(entry.getValue().stringValue())));
        Map<String, String> madeBy = new LinkedHashMap<>();
        field(folder, RunFolder.SETTINGS, settings, "made-by")
                .properties()
                .forEach(entry -> madeBy.put(entry.getKey(), entry.getValue().asString()));
        return Optional.of(new FinishedRun(
                plan,
                folder,
                field(folder, RunFolder.SETTINGS, settings, "settings"),
                inputs,
                field(folder, RunFolder.SETTINGS, settings, "numerics").asInt(),
                madeBy,
                training,
                evaluations,
                cost(folder)));
    }

    /**
     * Every graded completion, evaluation by evaluation.
     *
     * @throws UnreadableRunException if one cannot be read
     */
    public void completions(LoggedCompletion.Sink sink) throws IOException {
        try {
            new RunFolder(folder, plan.key()).completions(sink);
        } catch (IOException e) {
            throw UnreadableRunException.ofRun(folder, e);
        }
    }

    /** Whether the numbers of epochs that compete are the paper's; otherwise every budget evaluated competes. */
    public boolean followsPaperRule() {
        return settings.path("elicitation").path("epochs").asString("").equals("paper-rule");
    }

    /** The domains that its demonstrations are of; empty where they are of all, or there are none. */
    public Optional<Domains> shownDomains() {
        JsonNode domains = settings.path("elicitation").path("domains");
        return domains.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Domains(
                        domains.path("grouping").asString(""),
                        domains.path("domains")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()));
    }

    private static void readMetrics(RunFolder run, List<TrainMetric> training, List<EvaluationMetric> evaluations)
            throws IOException {
        try {
            for (var metric : run.metrics()) {
                switch (metric) {
                    case TrainMetric train -> training.add(train);
                    case TokensMetric tokens -> {} // for people, and lockpick explain
                    case RoundMetric round -> {} // each evaluation says how many samples it took
                    case EvaluationMetric evaluation -> evaluations.add(evaluation);
                    case DistanceMetric distance -> {} // the gate reads these
                }
            }
        } catch (IOException e) {
            throw new UnreadableRunException(e.getMessage()
                    + "; expected a line of type train, tokens, round, evaluation or distance;" + " delete "
                    + run.path() + " and run the study again, which computes only what is missing");
        }
    }

    private static RunCost cost(Path folder) throws IOException {
        JsonNode cost = json(folder, RunFolder.COST);
        return new RunCost(
                number(folder, cost, "wall_seconds"),
                number(folder, cost, "train_seconds"),
                number(folder, cost, "evaluation_seconds"),
                (long) number(folder, cost, "train_sequences"),
                (long) number(folder, cost, "train_tokens"),
                (long) number(folder, cost, "generated_completions"),
                (long) number(folder, cost, "generated_tokens"),
                (long) number(folder, cost, "peak_resident_bytes"),
                (int) number(folder, cost, "threads"),
                (int) number(folder, cost, "attempts"));
    }

    private static JsonNode json(Path folder, String file) throws IOException {
        try {
            return JSON.readTree(Files.readString(folder.resolve(file)));
        } catch (JacksonException e) {
            throw UnreadableRunException.inRun(folder, file, e.getOriginalMessage(), "JSON");
        }
    }

    private static JsonNode field(Path folder, String file, JsonNode json, String name) throws IOException {
        JsonNode value = json.get(name);
        if (value == null) {
            throw UnreadableRunException.inRun(folder, file, "no '" + name + "'", "it");
        }
        return value;
    }

    private static double number(Path folder, JsonNode json, String name) throws IOException {
        JsonNode value = field(folder, RunFolder.COST, json, name);
        if (!value.isNumber()) {
            throw UnreadableRunException.inRun(folder, RunFolder.COST, name + " = " + value, "a number");
        }
        return value.doubleValue();
    }
}
