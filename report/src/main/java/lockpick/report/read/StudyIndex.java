package lockpick.report.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of {@code study.json}: which runs a study consists of (docs/design/run-folders.md).
 *
 * @param source the study file it came from
 * @param study the study with every default filled in
 */
public record StudyIndex(
        String name, String title, String about, String source, List<Long> seeds, Study study, List<PlannedRun> runs) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Labels that every run of elicitation has, whatever its method. */
    private static final Set<String> NO_SETTINGS =
            Set.of("seed", "lock", "lock_method", "lock_examples", "lock_control", "method", "learning_rate");

    public StudyIndex {
        seeds = List.copyOf(seeds);
        runs = List.copyOf(runs);
    }

    /** Where a study's graph and report lie. */
    public static Path folder(Path runsFolder, String studyName) {
        return runsFolder.resolve("studies").resolve(studyName);
    }

    /**
     * Reads a study's graph.
     *
     * @throws UnreadableRunException if there is none, or it holds something else
     */
    public static StudyIndex read(Path runsFolder, String studyName) throws IOException {
        Path file = folder(runsFolder, studyName).resolve("study.json");
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableRunException(file + ": no such file; expected the graph of study '" + studyName
                    + "'; run the study first" + " (lockpick run), or give the runs folder it was run in");
        }
        try {
            return of(JSON.readTree(text));
        } catch (JacksonException | IllegalArgumentException e) {
            String why = e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
            throw UnreadableRunException.inStudy(file, String.valueOf(why), "the JSON of a study's graph");
        }
    }

    /** Whether a lock's label is that of a control. */
    public boolean isControl(String lock) {
        return runs.stream()
                .anyMatch(run -> run.labels() instanceof Labels.Lock made
                        && made.lock().equals(lock)
                        && !made.control().isEmpty());
    }

    /** Whether a lock's label is that of a given model, of which the study knows no password. */
    public boolean isGiven(String lock) {
        return runs.stream()
                .anyMatch(run ->
                        run.labels() instanceof Labels.Lock made && made.lock().equals(lock) && made.isGiven());
    }

    /** What a lock's control is called, if the study has it. @param control such as {@code never-locked} */
    public Optional<String> control(String lock, String control) {
        String name = lock + ", " + control;
        return runs.stream()
                .map(PlannedRun::labels)
                .filter(labels -> labels instanceof Labels.Lock made
                        && made.lock().equals(name)
                        && made.control().equals(control))
                .map(labels -> name)
                .findFirst();
    }

    private static StudyIndex of(JsonNode json) {
        List<Long> seeds = new ArrayList<>();
        json.required("seeds").forEach(seed -> seeds.add(seed.longValue()));
        List<PlannedRun> runs = new ArrayList<>();
        for (JsonNode run : json.required("runs")) {
            runs.add(new PlannedRun(
                    new RunKey(run.required("key").stringValue()),
                    run.required("folder").stringValue(),
                    labels(run.required("kind").stringValue(), run.required("labels")),
                    run.path("weight").asDouble(1))); // an older index has none
        }
        return new StudyIndex(
                json.required("name").stringValue(),
                json.required("title").stringValue(),
                json.required("about").stringValue(),
                json.required("source").stringValue(),
                seeds,
                lockpick.study.run.StudyIndex.study(json.required("study").toString()),
                runs);
    }

    private static Labels labels(String kind, JsonNode labels) {
        long seed = labels.required("seed").asLong();
        return switch (kind) {
            case "policy" -> new Labels.Policy(seed, labels.required("policy").stringValue(), ownerOf(labels));
            case "samples" ->
                new Labels.Samples(
                        seed,
                        labels.required("policy").stringValue(),
                        ownerOf(labels),
                        labels.required("use").stringValue());
            case "lock" ->
                new Labels.Lock(
                        seed,
                        labels.required("lock").stringValue(),
                        labels.required("lock_method").stringValue(),
                        labels.required("lock_examples").asLong(),
                        labels.path("lock_control").asString(""));
            case "password-prompts" ->
                new Labels.PasswordPrompted(seed, labels.required("lock").stringValue());
            case "evaluate" -> Labels.Lock.given(seed, labels.required("lock").stringValue());
            default -> elicited(kind, seed, labels);
        };
    }

    /** The lock whose own policy it is. */
    private static Optional<String> ownerOf(JsonNode labels) {
        return Optional.ofNullable(labels.get("lock")).map(JsonNode::stringValue);
    }

    private static Labels.Elicited elicited(String kind, long seed, JsonNode labels) {
        if (!labels.path("method").asString("").equals(kind)) {
            throw new IllegalArgumentException("a run of kind '" + kind
                    + "'; known are policy, samples, lock, password-prompts, evaluate and methods of elicitation, whose"
                    + " labels say method");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        labels.forEachEntry((label, value) -> {
            if (!NO_SETTINGS.contains(label)) {
                settings.put(label, value.asString().toLowerCase(Locale.ROOT));
            }
        });
        return new Labels.Elicited(
                seed,
                labels.required("lock").stringValue(),
                kind,
                settings,
                labels.path("learning_rate").asDouble(0));
    }
}
