package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick status}: which runs of a study are there. */
@Command(
        name = "status",
        description = "Says which runs of a study are finished, missing or damaged; changes nothing.",
        footer = {
            "",
            "Example:",
            "  lockpick status studies/quickstart.yaml --verify",
            "",
            "Exit code: 0 all runs are finished, 1 not all, 2 something is wrong with the study or the command."
        })
final class Status implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "STUDY.yaml", description = "study file")
    private Path file = Path.of("");

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(names = "--verify", description = "read every file and compare its sha256; seconds for each gigabyte")
    private boolean verify;

    Status(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<PlannedRun> all = RunGraph.of(StudyFile.read(file), DeviceOption.kind(device.device()))
                .runs();
        Map<String, int[]> counts = new LinkedHashMap<>(); // by kind: finished, missing, damaged
        for (PlannedRun run : all) {
            int[] row = counts.computeIfAbsent(run.run().called(), kind -> new int[3]);
            Path folder = runs.path().resolve(run.folder());
            switch (verify ? RunFolder.verify(folder, run.key()) : RunFolder.look(folder, run.key())) {
                case RunState.Finished finished -> row[0]++;
                case RunState.Missing missing -> row[1]++;
                case RunState.Damaged damaged -> {
                    row[2]++;
                    console.problem(folder + ": " + damaged.why() + "; lockpick run computes it again");
                }
            }
        }
        console.line(String.format(Locale.ROOT, "%-8s%9s%9s%9s%9s", "", "runs", "finished", "missing", "damaged"));
        counts.forEach(this::row);
        int[] total = new int[3];
        counts.values().forEach(row -> {
            for (int i = 0; i < total.length; i++) {
                total[i] += row[i];
            }
        });
        row("total", total);
        return total[0] == all.size() ? 0 : 1;
    }

    private void row(String name, int[] row) {
        console.line(
                String.format(Locale.ROOT, "%-8s%9d%9d%9d%9d", name, row[0] + row[1] + row[2], row[0], row[1], row[2]));
    }
}
