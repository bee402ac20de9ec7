package lockpick.report.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lockpick.report.read.Scalar;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.KnownRun;
import lockpick.study.run.RunFolder;

/** Writes what runs logged as TensorBoard shows it, a folder for each run. */
public final class TensorBoard {

    private static final int LONGEST_NAME = 200; // of the 255 bytes that file systems take

    private TensorBoard() {}

    /**
     * Writes the finished runs.
     *
     * @param into a folder that exists
     * @param studies names of those whose runs are meant; none: every run
     * @return how many runs
     */
    public static int export(Path runs, Set<String> studies, Path into) throws IOException {
        Map<RunKey, KnownRun> known = new LinkedHashMap<>();
        KnownRun.all(runs).stream()
                .filter(run -> studies.isEmpty() || studies.contains(run.study()))
                .forEach(run -> known.putIfAbsent(run.key(), run));
        int written = 0;
        for (RunFolder run : RunFolder.all(runs)) {
            KnownRun place = known.get(run.key());
            if (place != null || studies.isEmpty()) {
                String label = place == null ? "" : " " + Format.labels(place.labels());
                write(run, Files.createDirectory(into.resolve(folderName(run.name() + label))));
                written++;
            }
        }
        return written;
    }

    /** TensorBoard shows it as the run's name. */
    private static String folderName(String name) {
        String possible = name.replaceAll("[/\\\\\\p{Cntrl}]", "_");
        return possible.substring(0, Math.min(possible.length(), LONGEST_NAME));
    }

    private static void write(RunFolder run, Path folder) throws IOException {
        FileTime finished = Files.getLastModifiedTime(run.path().resolve(RunFolder.METRICS)); // which holds no clock
        double seconds = finished.toMillis() / 1e3;
        String name = "events.out.tfevents." + finished.to(TimeUnit.SECONDS) + ".lockpick";
        try (EventFile events = new EventFile(folder.resolve(name), seconds)) {
            for (Scalar scalar : Scalar.of(run)) {
                events.scalar(scalar.step(), scalar.name(), scalar.value());
            }
        }
    }
}
