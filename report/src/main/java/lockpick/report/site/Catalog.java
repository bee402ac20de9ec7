package lockpick.report.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.report.page.RunName;
import lockpick.report.read.FinishedRun;
import lockpick.report.result.StudyResults;
import lockpick.study.experiment.RunKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the site's scripts know at once: studies, runs, evaluations and the verdict on every completion; no texts. */
final class Catalog {
    private static final JsonMapper JSON = new JsonMapper();

    private Catalog() {}

    static ObjectNode json(List<StudyResults> studies, SiteRuns runs, Completions completions) {
        ObjectNode json =
                JSON.createObjectNode().put("rows", completions.rows()).put("rowsOfShard", Shards.ROWS);
        ArrayNode studyList = json.putArray("studies");
        for (StudyResults study : studies) {
            studyList
                    .addObject()
                    .put("name", study.index().name())
                    .put("title", study.index().title());
        }
        Map<RunKey, Integer> numbers = new HashMap<>();
        runs.all().forEach(run -> numbers.put(run.plan().key(), numbers.size()));
        ArrayNode runList = json.putArray("runs");
        for (FinishedRun run : runs.all()) {
            ObjectNode node = runList.addObject()
                    .put("folder", run.plan().folder())
                    .put("name", RunName.of(run.plan().labels()));
            ArrayNode parts = node.putArray("studies");
            runs.studies(run).forEach(study -> parts.add(studies.indexOf(study)));
            runs.locked(run)
                    .ifPresent(locked ->
                            node.put("locked", numbers.get(locked.plan().key())));
        }
        ArrayNode evaluations = json.putArray("evaluations");
        for (SiteEvaluation evaluation : completions.evaluations()) {
            ObjectNode node = evaluations
                    .addObject()
                    .put("run", numbers.get(evaluation.run().plan().key()))
                    .put("policy", evaluation.of().policy().json())
                    .put("prompt", evaluation.of().prompt().json())
                    .put("split", evaluation.of().split().json())
                    .put("step", evaluation.of().step())
                    .put("samples", evaluation.of().samples());
            evaluation.of().other().ifPresent(task -> node.put("other", task));
            evaluation.of().variant().ifPresent(variant -> node.put("variant", variant));
            node.put("first", evaluation.first())
                    .put("list", evaluation.problems())
                    .put("verdicts", evaluation.verdicts());
        }
        problems(json, completions.problems());
        return json;
    }

    private static void problems(ObjectNode json, Problems problems) {
        ArrayNode lists = json.putArray("lists");
        problems.lists().forEach(list -> list.forEach(lists.addArray()::add));
        problems.ids().forEach(json.putArray("problems")::add);
        problems.domains().forEach(json.putArray("domains")::add);
        ArrayNode sets = json.putArray("domainSets");
        problems.domainSets().forEach(set -> new TreeMap<>(set).forEach(sets.addObject()::put));
    }
}
