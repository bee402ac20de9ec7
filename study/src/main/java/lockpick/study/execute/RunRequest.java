package lockpick.study.execute;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.study.experiment.RunKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a worker is told to compute: one line of JSON on its standard input.
 *
 * @param runs the runs folder
 * @param folder name of the run's folder in it
 * @param run the part of {@code run.json} that decides the result
 * @param inputs folders of the runs it builds on, verified
 * @param attempt from 1
 */
record RunRequest(Path runs, String folder, RunKey key, JsonNode run, Map<RunKey, Path> inputs, int attempt) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The same for a process that starts in another folder. */
    RunRequest absolute() {
        Map<RunKey, Path> absolute = new LinkedHashMap<>(inputs);
        absolute.replaceAll((input, path) -> path.toAbsolutePath());
        return new RunRequest(runs.toAbsolutePath(), folder, key, run, absolute, attempt);
    }

    String toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("runs", runs.toString())
                .put("folder", folder)
                .put("key", key.hex())
                .put("attempt", attempt);
        json.set("run", run);
        ObjectNode list = json.putObject("inputs");
        inputs.forEach((input, path) -> list.put(input.hex(), path.toString()));
        return JSON.writeValueAsString(json);
    }

    static RunRequest parse(String line) {
        JsonNode json = JSON.readTree(line);
        Map<RunKey, Path> inputs = new LinkedHashMap<>();
        json.required("inputs")
                .properties()
                .forEach(entry -> inputs.put(
                        new RunKey(entry.getKey()), Path.of(entry.getValue().stringValue())));
        return new RunRequest(
                Path.of(json.required("runs").stringValue()),
                json.required("folder").stringValue(),
                new RunKey(json.required("key").stringValue()),
                json.required("run"),
                inputs,
                json.required("attempt").intValue());
    }
}
