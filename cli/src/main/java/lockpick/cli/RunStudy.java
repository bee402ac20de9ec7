package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import lockpick.study.experiment.Study;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick run}: computes what a study still lacks, and draws its report. */
@Command(
        name = "run",
        description = {
            "Computes the runs that studies still lack, then draws their reports.",
            "",
            "Finished runs are never computed again, in this study or any other: stop with Ctrl-C (or pull the plug)"
                    + " and give the same command again to go on. What it would take, lockpick check tells.",
            "",
            "Several machines may run the same command on one runs folder that they share: each run is computed by one of"
                    + " them. Without such a folder, --shard gives each a part. On a cluster, --executor spark spreads"
                    + " the runs: docs/cluster.md."
        },
        footer = {
            "",
            "Example:",
            "  lockpick run studies/quickstart.yaml --jobs 2",
            "  lockpick run studies/laptop",
            "      every study in the folder, one after the other",
            "  lockpick run studies/laptop/fig6.yaml --shard 2/4",
            "      the second of four parts, on the second of four machines",
            "  lockpick run studies/paper/math.yaml --executor spark --master spark://host:7077 --device cuda",
            "      on the GPUs of a cluster",
            "",
            "Exit code: 0 all runs are there, 1 some failed, 2 something is wrong with the study or the command,"
                    + " 130 stopped with Ctrl-C."
        })
final class RunStudy implements Callable<Integer> {

    private final Console console;
    private final String mainClass;

    @Mixin
    private StudyFiles studies = new StudyFiles();

    @Mixin
    private ComputationOptions options = new ComputationOptions();

    @Mixin
    private ShardOption shard = new ShardOption();

    @Option(names = "--no-report", description = "do not draw the report at the end")
    private boolean noReport;

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    RunStudy(Console console, String mainClass) {
        this.console = console;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        Map<Path, Study> all = studies.read();
        Computation computation = options.computation(console, mainClass);
        boolean complete = true;
        int begun = 0;
        for (Map.Entry<Path, Study> study : all.entrySet()) {
            Path file = study.getKey();
            if (all.size() > 1) {
                console.line("study " + ++begun + " of " + all.size() + ": " + file);
            }
            complete &= computation.compute(file, study.getValue(), shard.of(computation.graph(study.getValue())));
            if (!noReport) {
                new ReportLine(console).write(options.runs(), StudyIndex.name(file));
            }
        }
        return complete ? 0 : 1;
    }
}
