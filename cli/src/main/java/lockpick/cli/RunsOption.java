package lockpick.cli;

import java.nio.file.Files;
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

    /** Of commands that only look at what is there. */
    Path existing() {
        if (!Files.isDirectory(runs)) {
            throw new MistakeException(runs + ": no such folder; give the folder of the runs with --runs");
        }
        return runs;
    }
}
