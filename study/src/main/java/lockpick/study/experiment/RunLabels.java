package lockpick.study.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.study.elicit.ElicitationConfig.Demonstrator;
import lockpick.study.lock.LockConfig;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a study calls a run; reports group and sort by it. Labels are no part of a run's key. */
public sealed interface RunLabels {

    long seed();

    record Strong(long seed) implements RunLabels {}

    record Locked(long seed, LockConfig lock) implements RunLabels {}

    record Unlocked(long seed, LockConfig lock, Demonstrator demonstrations, int k, double learningRate)
            implements RunLabels {}

    /** As {@code study.json} holds them (docs/design/run-folders.md). */
    default ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("seed", seed());
        return switch (this) {
            case Strong strong -> json;
            case Locked locked -> put(json, locked.lock());
            case Unlocked unlocked ->
                put(json, unlocked.lock())
                        .put("method", "sft")
                        .put(
                                "demonstrations",
                                switch (unlocked.demonstrations()) {
                                    case STRONG -> "strong";
                                    case WEAK -> "weak";
                                })
                        .put("k", unlocked.k())
                        .put("learning_rate", unlocked.learningRate());
        };
    }

    private static ObjectNode put(ObjectNode json, LockConfig lock) {
        return json.put("lock", lock.name())
                .put(
                        "lock_method",
                        switch (lock) {
                            case LockConfig.FromScratch fromScratch -> "from-scratch";
                            case LockConfig.Sft sft -> "sft";
                        })
                .put("lock_examples", lock.examples());
    }

    /** The same as text, in the same order. */
    default Map<String, String> text() {
        Map<String, String> text = new LinkedHashMap<>();
        json().forEachEntry((label, value) -> text.put(label, value.asString()));
        return text;
    }
}
