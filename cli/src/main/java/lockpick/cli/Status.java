package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick status}: which runs of studies are there. */
@Command(
        name = "status",
        description = "Says which runs of studies are finished, missing or damaged; changes nothing.",
        footer = {
            "",
            "Examples:",
            "  lockpick status studies/quickstart.yaml --verify",
            "      by the kinds of its runs",
            "  lockpick status studies/laptop",
            "      by study; the total counts what they share once",
            "",
            "Exit code: 0 all runs are finished, 1 not all, 2 something is wrong with a study or the command."
        })
final class Status implements Callable<Integer> {

    private final Console console;

    @Mixin
    private StudyFiles files = new StudyFiles();

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(names = "--verify", description = "read every file and compare its sha256; seconds for each gigabyte")
    private boolean verify;

    /** Runs of one kind, or of one study. */
    private static final class Row {
        private int finished;
        private int missing;
        private int damaged;

        void add(RunState state) {
            switch (state) {
                case RunState.Finished here -> finished++;
                case RunState.Missing absent -> missing++;
                case RunState.Damaged broken -> damaged++;
            }
        }

        int runs() {
            return finished + missing + damaged;
        }

        String line(String format, String name) {
            return String.format(Locale.ROOT, format, name, runs(), finished, missing, damaged);
        }
    }

    Status(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Study> studies = files.readByName();
        DeviceKind kind = DeviceOption.kind(device.device());
        Map<RunKey, RunState> seen = new HashMap<>();
        Map<String, Row> rows = new LinkedHashMap<>();
        Row total = new Row();
        for (Map.Entry<String, Study> study : studies.entrySet()) {
            for (PlannedRun run : RunGraph.of(study.getValue(), kind).runs()) {
                if (!seen.containsKey(run.key())) {
                    RunState state = state(run);
                    seen.put(run.key(), state);
                    total.add(state);
                }
                String name = studies.size() == 1 ? run.run().called() : study.getKey();
                rows.computeIfAbsent(name, absent -> new Row()).add(seen.get(run.key()));
            }
        }
        int longest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        String format = "%-" + Math.max("total".length(), longest) + "s%9s%9s%9s%9s";
        console.line(String.format(Locale.ROOT, format, "", "runs", "finished", "missing", "damaged"));
        rows.forEach((name, row) -> console.line(row.line(format, name)));
        console.line(total.line(format, "total"));
        return total.finished == total.runs() ? 0 : 1;
    }

    private RunState state(PlannedRun run) throws IOException {
        Path folder = runs.path().resolve(run.folder());
        RunState state = verify ? RunFolder.verify(folder, run.key()) : RunFolder.look(folder, run.key());
        if (state instanceof RunState.Damaged damaged) {
            console.problem(folder + ": " + damaged.why() + "; lockpick run computes it again");
        }
        return state;
    }
}
