package lockpick.report.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockpick.report.mlflow.TrackingServer.TrackedRun;
import lockpick.report.read.Scalar;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.KnownRun;
import lockpick.study.run.RunFolder;

/**
 * Writes what runs logged to an MLflow tracking server: an experiment for each study, and in it a run for each of the study's
 * finished runs. A run carries its key as a tag, by which it is known when the same is exported again.
 */
public final class Mlflow {

    /** The experiment of runs that no study has. */
    static final String NO_STUDY = "lockpick";

    static final String KEY = "lockpick.key";

    private Mlflow() {}

    /**
     * What an export did.
     *
     * @param written runs that the server did not have
     * @param alreadyThere runs that it had
     */
    public record Exported(int written, int alreadyThere) {}

    /**
     * Writes the finished runs that the server does not have yet. What an export left half written when it was killed is deleted
     * there and written anew.
     *
     * @param studies names of those whose runs are meant; none: every run
     */
    public static Exported export(Path runs, Set<String> studies, TrackingServer server)
            throws IOException, InterruptedException {
        Map<RunKey, RunFolder> finished = new LinkedHashMap<>();
        RunFolder.all(runs).forEach(run -> finished.put(run.key(), run));
        int written = 0;
        int alreadyThere = 0;
        for (var study : byStudy(runs, studies, finished).entrySet()) {
            String experiment = server.experiment(study.getKey());
            Set<String> there = there(experiment, server);
            for (KnownRun place : study.getValue().values()) {
                RunFolder run = finished.get(place.key());
                if (run != null && there.contains(run.key().hex())) {
                    alreadyThere++;
                } else if (run != null) {
                    write(run, place, experiment, server);
                    written++;
                }
            }
        }
        return new Exported(written, alreadyThere);
    }

    /** The places of runs by study, each run once, under its first labels. */
    private static Map<String, Map<RunKey, KnownRun>> byStudy(
            Path runs, Set<String> studies, Map<RunKey, RunFolder> finished) throws IOException {
        Map<String, Map<RunKey, KnownRun>> places = new LinkedHashMap<>();
        Set<RunKey> known = new HashSet<>();
        for (KnownRun place : KnownRun.all(runs)) {
            known.add(place.key());
            if (studies.isEmpty() || studies.contains(place.study())) {
                places.computeIfAbsent(place.study(), name -> new LinkedHashMap<>())
                        .putIfAbsent(place.key(), place);
            }
        }
        if (studies.isEmpty()) {
            finished.forEach((key, run) -> {
                if (!known.contains(key)) {
                    places.computeIfAbsent(NO_STUDY, name -> new LinkedHashMap<>())
                            .put(key, new KnownRun(NO_STUDY, key, run.name(), run.kind(), Map.of(), List.of()));
                }
            });
        }
        return places;
    }

    /** The keys of the runs that an experiment has whole. */
    private static Set<String> there(String experiment, TrackingServer server) throws InterruptedException {
        Set<String> there = new HashSet<>();
        for (TrackedRun run : server.runs(experiment)) {
            String key = run.tags().get(KEY);
            if (key != null && run.finished()) {
                there.add(key);
            } else if (key != null) {
                server.delete(run.id());
            }
        }
        return there;
    }

    private static void write(RunFolder run, KnownRun place, String experiment, TrackingServer server)
            throws IOException, InterruptedException {
        long end = Files.getLastModifiedTime(run.path().resolve(RunFolder.METRICS))
                .toMillis(); // the file itself holds no clock
        long start = end - Math.round(1000 * run.cost().wallSeconds());
        String label = Format.labels(place.labels());
        String id = server.create(
                experiment,
                label.isEmpty() ? run.name() : place.kind() + ": " + label,
                start,
                Map.of(KEY, run.key().hex(), "lockpick.run", run.name()));
        server.log(id, RunParameters.of(run, place), Scalar.of(run), end);
        server.finish(id, end);
    }
}
