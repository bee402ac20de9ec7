package lockpick.report.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockpick.report.read.RunFlop;
import lockpick.report.read.UnreadableRunException;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.Cost;
import lockpick.study.run.KnownRun;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunningRun;
import lockpick.study.run.WorkFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of {@link RunTable#RUNS}, and the finished runs among them.
 *
 * @param rows objects with the table's columns, as far as they are not null
 * @param finished each once
 */
record RunRows(ArrayNode rows, List<RunFolder> finished) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LABELS = List.of(
            "seed",
            "lock",
            "lock_method",
            "lock_examples",
            "lock_control",
            "method",
            "demonstrations",
            "k",
            "learning_rate");

    /**
     * Reads what lies in a runs folder.
     *
     * @param studies names of those whose runs are meant; none: every run
     */
    static RunRows read(Path runs, Set<String> studies) throws IOException {
        Map<RunKey, RunFolder> finished = new LinkedHashMap<>();
        RunFolder.all(runs).forEach(run -> finished.put(run.key(), run));
        Set<String> running =
                new WorkFolder(runs).running().stream().map(RunningRun::folder).collect(Collectors.toSet());
        List<KnownRun> known = KnownRun.all(runs).stream()
                .filter(run -> studies.isEmpty() || studies.contains(run.study()))
                .toList();
        Set<RunKey> placed = known.stream().map(KnownRun::key).collect(Collectors.toSet());
        List<RunFolder> meant = finished.values().stream()
                .filter(run -> studies.isEmpty() || placed.contains(run.key()))
                .toList();
        ArrayNode rows = JSON.createArrayNode();
        for (KnownRun place : known) {
            ObjectNode row = place(place, rows.addObject());
            RunFolder run = finished.get(place.key());
            if (run == null) {
                boolean damaged = Files.exists(runs.resolve(place.folder()));
                row.put("state", running.contains(place.folder()) ? "running" : damaged ? "damaged" : "missing");
            } else {
                fill(row, run);
            }
        }
        for (RunFolder run : meant) {
            if (!placed.contains(run.key())) {
                fill(withoutStudy(run, rows.addObject()), run);
            }
        }
        return new RunRows(rows, meant);
    }

    private static ObjectNode place(KnownRun place, ObjectNode row) {
        row.put("run", place.folder())
                .put("key", place.key().hex())
                .put("study", place.study())
                .put("kind", place.kind())
                .put("label", Format.labels(place.labels()))
                .put("role", place.labels().get("policy"));
        LABELS.forEach(label -> row.put(label, place.labels().get(label)));
        row.set("labels", JSON.valueToTree(place.labels()));
        return row;
    }

    private static ObjectNode withoutStudy(RunFolder folder, ObjectNode row) {
        return row.put("run", folder.name()).put("key", folder.key().hex()).put("kind", folder.kind());
    }

    /** Adds what a finished run itself knows. */
    private static void fill(ObjectNode row, RunFolder folder) throws IOException {
        try {
            fill(row.put("state", "finished").put("bytes", folder.bytes()), folder, folder.settings(), folder.cost());
        } catch (IOException e) {
            throw UnreadableRunException.ofSomeRun(e);
        }
    }

    private static void fill(ObjectNode row, RunFolder folder, JsonNode run, Cost cost) {
        for (String member : List.of("task", "numerics", "settings", "inputs")) {
            row.set(member, run.get(member));
        }
        row.set("seed", run.path("settings").get("seed"));
        row.set("made_by", run.get("made-by"));
        row.put("device", run.path("device").asString("cpu"));
        row.put("wall_seconds", cost.wallSeconds())
                .put("train_seconds", cost.work().trainSeconds())
                .put("evaluation_seconds", cost.work().evaluationSeconds())
                .put("train_sequences", cost.work().trainSequences())
                .put("train_tokens", cost.work().trainTokens())
                .put("generated_completions", cost.work().generatedCompletions())
                .put("generated_tokens", cost.work().generatedTokens())
                .put("peak_resident_bytes", cost.peakResidentBytes())
                .put("threads", cost.threads())
                .put("attempts", cost.attempts());
        Optional<RunKey> locked =
                Optional.ofNullable(run.path("inputs").get("locked")).map(key -> new RunKey(key.stringValue()));
        new RunFlop(folder.path(), run.path("settings"), locked)
                .of(cost.work().trainTokens(), cost.work().generatedTokens())
                .ifPresent(flop -> row.put("flop", flop));
    }
}
