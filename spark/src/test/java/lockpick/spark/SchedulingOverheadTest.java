package lockpick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.study.execute.Admission;
import lockpick.study.execute.Cluster;
import lockpick.study.execute.ExecutionListener;
import lockpick.study.execute.Executor;
import lockpick.study.execute.Outcome;
import lockpick.study.execute.WorkerCommand;
import lockpick.study.execute.WorkerExecutor;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.RunsFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run costs besides its computing, on a cluster and on this machine: 1,002 runs that do nothing, two at a time
 * (docs/benchmarks.md).
 */
@Tag("slow")
class SchedulingOverheadTest {

    /** For each seed a strong policy, a weak one and a lock. */
    private static final String STUDY = """
            title: Nothing
            seeds: [%s]
            task: {kind: composition, functions: 4, identities: 2, validation-problems: 10, test-problems: 10}
            model: tiny
            controls: []
            strong: {examples: 64, training: {learning-rate: 1.0e-3}}
            locks:
              - {method: sft, examples: 64, epochs: 1, training: {learning-rate: 1.0e-3}}
            """;

    private static final int SEEDS = 334;
    private static final int WARM = 20; // runs after which all workers have started
    private static final long MOST_MILLIS = 500; // the aim is 100, which a busy machine may miss
    private static final long MOST_BYTES = 2L << 30;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRunOnAClusterCostsLittleMoreThanOneHere() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        List<PlannedRun> runs = runs();
        WorkerCommand command = WorkerCommand.likeThisProcess(NothingWorker.class.getName());
        double here;
        double there;
        try (RunsFolder into = RunsFolder.open(folder.resolve("here"))) {
            here = millisOfARun(WorkerExecutor.here(into, command, Admission.ALL, 2), runs);
        }
        try (RunsFolder into = RunsFolder.open(folder.resolve("there"));
                Cluster cluster = new SparkProvider()
                        .connect(new Cluster.Connection("nothing", "local-cluster[2,1,1024]", Map.of(), 1, false))) {
            there = millisOfARun(WorkerExecutor.of(cluster, into, command, Admission.ALL, runs.size()), runs);
        }
        long memory = peakMemory();

        System.err.printf(
                Locale.ROOT,
                "%d runs, two at a time: %.1f ms a run here, %.1f ms on a cluster; driver %.2f GB%n",
                runs.size(),
                here,
                there,
                memory / 1e9);
        assertThat(there - here).isLessThan(MOST_MILLIS);
        assertThat(memory).isLessThan(MOST_BYTES);
    }

    private List<PlannedRun> runs() throws IOException {
        String seeds = IntStream.range(0, SEEDS).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Path file = Files.writeString(folder.resolve("nothing.yaml"), STUDY.formatted(seeds));
        return RunGraph.of(StudyFile.read(file)).runs();
    }

    /** Between two finished runs, once all workers have started. */
    private static double millisOfARun(Executor executor, List<PlannedRun> runs) throws IOException {
        FinishTimes times = new FinishTimes();
        Outcome outcome = executor.execute(runs, Set.of(), times);
        assertThat(outcome.complete())
                .as("%s %s", outcome.stopped(), times.warnings)
                .isTrue();
        List<Long> finished = times.finished;
        return (finished.getLast() - finished.get(WARM)) * 1e-6 / (finished.size() - 1 - WARM);
    }

    /** Most memory of this process so far, in bytes. */
    private static long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static final class FinishTimes implements ExecutionListener {

        private final List<Long> finished = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public synchronized void finished(PlannedRun run) {
            finished.add(System.nanoTime());
        }

        @Override
        public synchronized void warned(String message) {
            warnings.add(message);
        }

        @Override
        public void began(PlannedRun run, int attempt) {}

        @Override
        public void planned(PlannedRun run, String memory) {}

        @Override
        public void progressed(PlannedRun run, double share) {}

        @Override
        public void elsewhere(PlannedRun run) {}

        @Override
        public void found(PlannedRun run) {}

        @Override
        public void failed(Outcome.Failure failure) {}
    }
}
