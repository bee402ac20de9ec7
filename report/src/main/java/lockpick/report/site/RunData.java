package lockpick.report.site;

import java.util.TreeMap;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.RunCost;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the comparison of two runs reads of each, beside the catalogue. */
final class RunData {
    private static final JsonMapper JSON = new JsonMapper();

    private RunData() {}

    static ObjectNode json(FinishedRun run) {
        ObjectNode json = JSON.createObjectNode();
        json.set("settings", run.settings());
        ObjectNode inputs = json.putObject("inputs");
        run.inputs().forEach((part, key) -> inputs.put(part, key.shortForm()));
        ObjectNode environment = json.putObject("environment").put("numerics", run.numerics());
        new TreeMap<>(run.madeBy()).forEach(environment::put);
        RunCost cost = run.cost();
        json.putObject("cost")
                .put("wall time, s", cost.wallSeconds())
                .put("training, s", cost.trainSeconds())
                .put("evaluation, s", cost.evaluationSeconds())
                .put("sequences trained", cost.trainSequences())
                .put("tokens trained", cost.trainTokens())
                .put("completions generated", cost.generatedCompletions())
                .put("tokens generated", cost.generatedTokens())
                .put("peak memory, MB", Math.round(cost.peakResidentBytes() / 1e6));
        return json;
    }
}
