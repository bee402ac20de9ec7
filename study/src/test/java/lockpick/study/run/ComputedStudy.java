package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;

/** Every run of a study, computed in this process into folders as workers write them. */
final class ComputedStudy {

    private final Path runs;
    private final RunGraph graph;
    private final RunExecution execution = new RunExecution(Device.CPU);

    /** Computes them all. */
    ComputedStudy(Path runs, Study study) throws IOException {
        this.runs = runs;
        this.graph = RunGraph.of(study);
        for (PlannedRun run : graph.runs()) {
            compute(run);
        }
    }

    private void compute(PlannedRun planned) throws IOException {
        Map<RunKey, Path> inputs = new HashMap<>(); // what a run needs, and no other
        for (PlannedRun input : graph.runs()) {
            if (planned.needs().contains(input.key())) {
                inputs.put(input.key(), folder(input));
            }
        }
        // as a worker gets it
        Run run = RunJson.read(RunJson.of(planned.run(), DeviceKind.CPU).toString());
        try (RunWriter writer = new RunWriter(runs, planned.folder(), planned.key(), (done, total) -> {})) {
            execution.execute(run, new RunInputs(inputs), writer, writer.modelFolder());
            writer.finish(
                    RunFile.json(
                            planned.key(),
                            RunJson.of(planned.run(), DeviceKind.CPU),
                            MadeBy.here(execution.libraries())),
                    "{}\n");
        }
    }

    RunGraph graph() {
        return graph;
    }

    Path folder(PlannedRun run) {
        return runs.resolve(run.folder());
    }

    /** Runs of one kind, in the study's order. */
    <R extends Run> List<PlannedRun> of(Class<R> kind, Predicate<R> which) {
        return graph.runs().stream()
                .filter(planned -> kind.isInstance(planned.run()) && which.test(kind.cast(planned.run())))
                .toList();
    }

    List<EvaluationMetric> evaluations(PlannedRun run) throws IOException {
        return metrics(run, EvaluationMetric.class);
    }

    List<TrainMetric> training(PlannedRun run) throws IOException {
        return metrics(run, TrainMetric.class);
    }

    List<RoundMetric> rounds(PlannedRun run) throws IOException {
        return metrics(run, RoundMetric.class);
    }

    private <M extends Metric> List<M> metrics(PlannedRun run, Class<M> kind) throws IOException {
        return MetricsFile.read(folder(run).resolve(RunFolder.METRICS)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Every file of a run, those of its model among them. */
    List<Path> files(PlannedRun run) throws IOException {
        try (Stream<Path> files = Files.walk(folder(run))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
