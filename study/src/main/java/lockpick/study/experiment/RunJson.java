package lockpick.study.experiment;

import java.util.Set;
import lockpick.study.setting.Node;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsJson;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads runs as {@code run.json} holds them (docs/design/run-folders.md). Labels are left out. */
public final class RunJson {

    private RunJson() {}

    /**
     * {@code {"kind": …, "settings": {…}, "inputs": {…}, "task": "math-1", "numerics": 1}}, and {@code "device": "cuda"} on
     * a GPU: what decides the result of a run, and where things lie.
     */
    public static ObjectNode of(Run run, DeviceKind device) {
        return of(run, device, SettingsJson.withoutLabels((Record) run));
    }

    /** The part of {@link #of} that decides the result. */
    static ObjectNode deciding(Run run, DeviceKind device) {
        return of(run, device, SettingsJson.deciding((Record) run));
    }

    private static ObjectNode of(Run run, DeviceKind device, ObjectNode settings) {
        settings.remove("kind");
        settings.remove(run.inputs().keySet());
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        run.inputs().forEach((role, key) -> inputs.put(role, key.hex()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", run.kind());
        json.set("settings", settings);
        json.set("inputs", inputs);
        json.put("task", run.task().version()).put("numerics", Numerics.VERSION);
        return switch (device) {
            case CPU -> json; // as before there was a choice
            case CUDA -> json.put("device", device.json());
        };
    }

    /**
     * The run that {@link #of} wrote; other members of the object are passed over.
     *
     * @throws IllegalArgumentException if the text is no such object
     */
    public static Run read(String json) {
        try {
            return SettingsReader.read(flat(NodeReader.json(json)), Run.class).required("run");
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("not a run: " + e.getMessage(), e);
        }
    }

    /** Kind, settings and inputs side by side, as the run's record has them. */
    private static Node flat(Node json) {
        if (!(json instanceof Node.Entries object)) {
            return json;
        }
        var members = new java.util.ArrayList<Node.Entry>();
        for (Node.Entry member : object.entries()) {
            if (member.key().equals("kind")) {
                members.add(member);
            } else if (Set.of("settings", "inputs").contains(member.key())
                    && member.value() instanceof Node.Entries inner) {
                members.addAll(inner.entries());
            }
        }
        return new Node.Entries(object.line(), members, object.size());
    }
}
