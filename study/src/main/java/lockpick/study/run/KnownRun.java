package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.study.experiment.RunKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A place that a study, once run here, has for a run; whether the run is finished is another matter.
 *
 * @param study the study's name
 */
public record KnownRun(
        String study, RunKey key, String folder, String kind, Map<String, String> labels, List<RunKey> needs) {

    private static final JsonMapper JSON = new JsonMapper();

    public KnownRun {
        needs = List.copyOf(needs);
    }

    /** Every place of every study under a runs folder. A {@code study.json} that cannot be read is passed over. */
    public static List<KnownRun> all(Path runs) throws IOException {
        Path studies = runs.resolve("studies");
        if (!Files.isDirectory(studies)) {
            return List.of();
        }
        List<KnownRun> known = new ArrayList<>();
        try (Stream<Path> folders = Files.list(studies)) {
            for (Path folder : folders.sorted().toList()) {
                known.addAll(of(folder.resolve("study.json")));
            }
        }
        return known;
    }

    private static List<KnownRun> of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            String study = json.required("name").stringValue();
            return json.required("runs")
                    .valueStream()
                    .map(run -> place(study, run))
                    .toList();
        } catch (JacksonException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static KnownRun place(String study, JsonNode run) {
        Map<String, String> labels = new LinkedHashMap<>();
        run.required("labels").forEachEntry((label, value) -> labels.put(label, value.asString()));
        return new KnownRun(
                study,
                new RunKey(run.required("key").stringValue()),
                run.required("folder").stringValue(),
                run.required("kind").stringValue(),
                labels,
                run.required("needs")
                        .valueStream()
                        .map(key -> new RunKey(key.stringValue()))
                        .toList());
    }
}
