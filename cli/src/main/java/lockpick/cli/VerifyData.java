package lockpick.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.study.setting.Words;
import lockpick.study.task.DataTask;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.TaskParts;
import lockpick.study.task.Tasks;
import lockpick.study.task.data.DataHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick data verify}: whether a data set can be used as it lies on the disk. */
@Command(
        name = "verify",
        description = "Reads a task's data set and says what is in it, how it is split, and what is left out and why.",
        footer = {
            "",
            "Example:",
            "  lockpick data verify mmlu --data mmlu/data",
            "  lockpick data verify my-task.yaml",
            "",
            "Exit code: 0 every record can be used or is there twice, 1 one cannot be read, 2",
            "something is wrong with the command.",
        })
final class VerifyData implements Callable<Integer> {

    private static final int UNREADABLE = 1;
    private static final int SHOWN = 20;

    private final Console console;

    @Mixin
    private TaskOption task = new TaskOption();

    @Option(names = "--all", description = "list every record that is left out, not only the first " + SHOWN)
    private boolean all;

    VerifyData(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!(task.config(false) instanceof DataTaskConfig config)) {
            throw new MistakeException(task.name() + ": has no files; its problems are made");
        }
        TaskParts.Read<?> read = Tasks.parts(config).read(config.data().file());
        console.line(config.data().path() + ": " + Words.count(read.records().size(), "record") + ", "
                + Words.count(read.broken().size(), "broken one") + ", "
                + Words.count(read.duplicates().size(), "duplicate"));
        console.line("sha256 " + DataHash.of(config.data().file()).hex());
        for (Split split : Split.values()) {
            console.line(String.format(
                    Locale.ROOT,
                    "  %-13s %,7d  %s",
                    split.word(),
                    read.task().all(split).size(),
                    domains(read.task(), split)));
        }
        read.refusals().stream()
                .limit(all ? Long.MAX_VALUE : SHOWN)
                .forEach(refusal -> console.problem(refusal.toString()));
        if (!all && read.refusals().size() > SHOWN) {
            console.problem("… and " + (read.refusals().size() - SHOWN) + " more; --all lists them");
        }
        return read.broken().isEmpty() ? 0 : UNREADABLE;
    }

    /** The smaller groupings: {@code category: algebra 812, geometry 400}. */
    private static String domains(DataTask<?> task, Split split) {
        SortedMap<String, SortedMap<String, Long>> groupings = new TreeMap<>();
        for (Problem problem : task.all(split)) {
            problem.domains()
                    .forEach((grouping, domain) -> groupings
                            .computeIfAbsent(grouping, key -> new TreeMap<>())
                            .merge(domain, 1L, Long::sum));
        }
        return groupings.entrySet().stream()
                .filter(grouping -> grouping.getValue().size() <= 8)
                .map(grouping -> grouping.getKey() + ": " + counts(grouping.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String counts(Map<String, Long> domains) {
        return domains.entrySet().stream()
                .map(domain -> domain.getKey() + " " + domain.getValue())
                .collect(Collectors.joining(", "));
    }
}
