package lockpick.report.mlflow;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.run.KnownRun;
import lockpick.study.run.RunFolder;
import tools.jackson.databind.JsonNode;

/** A run's labels and settings as MLflow has parameters: one text for each name. */
final class RunParameters {

    private RunParameters() {}

    /** Settings by their path in {@code run.json}, such as {@code lock.training.learning-rate}; of lists the places count from 0. */
    static Map<String, String> of(RunFolder run, KnownRun place) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("kind", place.kind());
        parameters.putAll(place.labels());
        try {
            JsonNode json = run.settings();
            add("task", json.path("task"), parameters);
            add("", json.path("settings"), parameters);
        } catch (IOException e) {
            throw UnreadableRunException.ofSomeRun(e);
        }
        return parameters;
    }

    private static void add(String path, JsonNode value, Map<String, String> parameters) {
        String prefix = path.isEmpty() ? "" : path + ".";
        switch (value.getNodeType()) {
            case OBJECT -> value.forEachEntry((name, inner) -> add(prefix + name, inner, parameters));
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    add(prefix + i, value.get(i), parameters);
                }
            }
            case NULL, MISSING -> {}
            default -> parameters.putIfAbsent(path, value.asString());
        }
    }
}
