package lockpick.report.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lockpick.report.read.UnreadableRunException;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.DistanceMetric;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.KnownRun;
import lockpick.study.run.Metric;
import lockpick.study.run.RoundMetric;
import lockpick.study.run.RunFolder;
import lockpick.study.run.TokensMetric;
import lockpick.study.run.TrainMetric;

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
            for (Metric metric : metrics(run)) {
                write(metric, events);
            }
        }
    }

    private static List<Metric> metrics(RunFolder run) throws IOException {
        try {
            return run.metrics();
        } catch (IOException e) {
            throw UnreadableRunException.ofSomeRun(e);
        }
    }

    private static void write(Metric metric, EventFile events) throws IOException {
        switch (metric) {
            case TrainMetric train -> {
                events.scalar(train.step(), "train/loss", train.loss());
                events.scalar(train.step(), "train/learning_rate", train.learningRate());
                events.scalar(train.step(), "train/gradient_norm", train.gradientNorm());
            }
            case TokensMetric tokens -> events.scalar(0, "tokens/chosen_share", (double) tokens.chosen() / tokens.n());
            case RoundMetric(var round) -> {
                events.scalar(round.round(), "round/reward", round.reward());
                events.scalar(round.round(), "round/kept_reward", round.keptReward());
            }
            case EvaluationMetric evaluation -> {
                Evaluation of = evaluation.evaluation();
                events.scalar(
                        of.spent().steps(),
                        tag("correctness", of),
                        evaluation.correctness().value());
                events.scalar(of.spent().steps(), tag("reward", of), evaluation.reward());
            }
            case DistanceMetric distance ->
                events.scalar(
                        0,
                        "distance/" + distance.distance().json(),
                        distance.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(Double.NaN));
        }
    }

    /** Such as {@code correctness/test/no-password}. */
    private static String tag(String value, Evaluation of) {
        String tag = value + "/" + of.split().json() + "/" + of.prompt().json();
        return of.other().map(task -> tag + "/" + task).orElse(tag)
                + of.variant().map(variant -> "/" + variant).orElse("");
    }
}
