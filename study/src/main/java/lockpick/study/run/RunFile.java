package lockpick.study.run;

import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code run.json}: what decides the result of a run ({@link RunJson}), its key, and what computed it. */
public final class RunFile {

    private static final JsonMapper JSON = new JsonMapper();

    private RunFile() {}

    /** @param run as {@link RunJson#of} gives it */
    public static String json(RunKey key, JsonNode run, MadeBy madeBy) {
        ObjectNode json = JSON.createObjectNode().put("key", key.hex());
        run.properties().forEach(entry -> json.set(entry.getKey(), entry.getValue()));
        json.putObject("made-by")
                .put("lockpick", madeBy.lockpick())
                .put("java", madeBy.java())
                .put("libtorch", madeBy.libraries().libtorch())
                .put("blas", madeBy.libraries().blas())
                .put("device", madeBy.libraries().device())
                .put("processor", madeBy.processor())
                .put("cores", madeBy.cores());
        return JSON.writeValueAsString(json) + "\n";
    }
}
