package lockpick.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import lockpick.study.experiment.TaskFile;
import picocli.CommandLine.Command;

/** {@code lockpick tasks}: which tasks there are. */
@Command(
        name = "tasks",
        description = "Lists the kinds of tasks; tasks describe tells about one, and tasks show shows its problems.",
        footer = {
            "",
            "Example:",
            "  lockpick tasks",
            "  lockpick tasks describe math",
            "  lockpick tasks show math --data MATH --split validation -n 3",
        })
final class Tasks implements Callable<Integer> {

    private final Console console;

    Tasks(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String kind : TaskFile.kinds()) {
            console.line(String.format(
                    Locale.ROOT, "%-12s  %s", kind, TaskDescription.of(kind).summary()));
        }
        return 0;
    }
}
