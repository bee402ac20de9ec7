package lockpick.cli;

import java.util.concurrent.Callable;
import lockpick.study.experiment.TaskFile;
import lockpick.study.setting.Choices;
import lockpick.study.setting.Words;
import lockpick.study.task.TaskConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lockpick tasks describe}: what a kind of task is. */
@Command(
        name = "describe",
        description = "Tells of a kind of task which files it takes, how it asks and grades, and its settings.",
        footer = {"", "Example:", "  lockpick tasks describe math"})
final class DescribeTask implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "a kind of task, which lockpick tasks lists")
    private String kind = "";

    DescribeTask(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!TaskFile.kinds().contains(kind)) {
            throw new MistakeException(kind + ": no kind of task; expected " + Words.either(TaskFile.kinds()));
        }
        TaskDescription description = TaskDescription.of(kind);
        console.line(description.summary());
        console.line("");
        console.line(description.text());
        console.line("");
        console.line("Settings, under task in a study, or with --set NAME=VALUE:");
        Choices.settings(TaskConfig.class, kind).forEach(line -> console.line("  " + line));
        return 0;
    }
}
