package lockpick.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.result.StudyResults;
import lockpick.study.experiment.RunKey;

/** The finished runs of some studies, each once, and how they hang together. */
final class SiteRuns {
    private final Map<RunKey, FinishedRun> byKey = new LinkedHashMap<>();
    private final Map<RunKey, List<StudyResults>> studies = new LinkedHashMap<>();
    private final Map<RunKey, List<FinishedRun>> users = new LinkedHashMap<>();

    /** A run that several studies share is called as the first of them calls it. */
    SiteRuns(List<StudyResults> all) {
        for (StudyResults study : all) {
            for (FinishedRun run : study.finished()) {
                byKey.putIfAbsent(run.plan().key(), run);
                studies.computeIfAbsent(run.plan().key(), key -> new ArrayList<>())
                        .add(study);
            }
        }
        for (FinishedRun run : byKey.values()) {
            run.inputs().values().stream()
                    .distinct()
                    .forEach(input -> users.computeIfAbsent(input, key -> new ArrayList<>())
                            .add(run));
        }
    }

    /** In the order of the studies. */
    List<FinishedRun> all() {
        return List.copyOf(byKey.values());
    }

    Optional<FinishedRun> find(RunKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** At least one. */
    List<StudyResults> studies(FinishedRun run) {
        return studies.getOrDefault(run.plan().key(), List.of());
    }

    /** The runs that build on a run. */
    List<FinishedRun> users(FinishedRun run) {
        return users.getOrDefault(run.plan().key(), List.of());
    }

    /** What a run elicits from, or the run itself where it makes a locked policy; empty for all others. */
    Optional<FinishedRun> locked(FinishedRun run) {
        return switch (run.plan().labels()) {
            case Labels.Policy policy -> Optional.empty();
            case Labels.Samples samples -> Optional.empty();
            case Labels.Lock lock -> Optional.of(run);
            case Labels.PasswordPrompted prompted -> Optional.empty();
            case Labels.Elicited elicited ->
                Optional.ofNullable(run.inputs().get("locked")).flatMap(this::find);
        };
    }
}
