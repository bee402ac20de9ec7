package lockpick.study.execute;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a worker says, or whoever runs it for another machine: one line of JSON each. */
sealed interface Reply {

    /** The worker has started and waits for its first run. */
    record Ready() implements Reply {}

    /**
     * The run is being computed.
     *
     * @param log of the worker that does
     */
    record Began(String log) implements Reply {}

    /** What the run's training will take of memory. */
    record Planned(String memory) implements Reply {}

    /** How far the run is. */
    record Progress(long done, long total) implements Reply {}

    /** The run's folder is in place. */
    record Finished() implements Reply {}

    /**
     * The run cannot be computed, and trying again would not help.
     *
     * @param message for the user, one sentence
     * @param storage whether the runs folder is to blame, so that other runs would fail as well
     */
    record Failed(String message, boolean storage) implements Reply {}

    /** The worker's process ended before it answered; said by the machine that ran it. */
    record Died(String how) implements Reply {}

    JsonMapper JSON = new JsonMapper();

    default String toJson() {
        ObjectNode json = JSON.createObjectNode();
        switch (this) {
            case Ready ready -> json.put("reply", "ready");
            case Began began -> json.put("reply", "began").put("log", began.log);
            case Planned planned -> json.put("reply", "planned").put("memory", planned.memory);
            case Progress progress ->
                json.put("reply", "progress").put("done", progress.done).put("total", progress.total);
            case Finished finished -> json.put("reply", "finished");
            case Failed failed ->
                json.put("reply", "failed").put("message", failed.message).put("storage", failed.storage);
            case Died died -> json.put("reply", "died").put("how", died.how);
        }
        return JSON.writeValueAsString(json);
    }

    /** Empty for a line that is no reply: native libraries print where they like. */
    static Optional<Reply> parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return Optional.ofNullable(
                    switch (json.path("reply").asString("")) {
                        case "ready" -> new Ready();
                        case "began" -> new Began(json.required("log").stringValue());
                        case "planned" -> new Planned(json.required("memory").stringValue());
                        case "progress" ->
                            new Progress(
                                    json.required("done").longValue(),
                                    json.required("total").longValue());
                        case "finished" -> new Finished();
                        case "failed" ->
                            new Failed(
                                    json.required("message").stringValue(),
                                    json.required("storage").booleanValue());
                        case "died" -> new Died(json.required("how").stringValue());
                        default -> null;
                    });
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
