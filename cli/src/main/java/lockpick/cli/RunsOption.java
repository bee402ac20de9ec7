package lockpick.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the runs are; the same option for every command. */
final class RunsOption {

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "folder of the runs (default: ${DEFAULT-VALUE})")
    private Path runs = Path.of("runs");

    Path path() {
        return runs;
    }
}
