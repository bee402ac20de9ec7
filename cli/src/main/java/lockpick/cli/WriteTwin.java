package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.engine.tensor.Seed;
import lockpick.study.file.Durable;
import lockpick.study.task.twin.TwinName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick twin}: a small twin of a data set, as files. */
@Command(
        name = "twin",
        description = {
            "Writes problems that a small model can learn, in the format of MATH, APPS (in C++) or MMLU, or critiques of"
                    + " programs as JSON Lines. The same seed writes the same bytes.",
            "",
            "What the problems are, and how they are graded: docs/tasks/twins.md."
        },
        footer = {
            "",
            "Example:",
            "  lockpick twin math data/math-twin --problems 12500",
            "",
            "Exit code: 0 it is written, 1 it cannot be written, 2 something is wrong with the",
            "command."
        })
final class WriteTwin implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "TWIN", description = "math (both settings), code, critique or mmlu")
    private String twin = "";

    @Parameters(index = "1", paramLabel = "INTO", description = "a folder that does not exist yet")
    private Path into = Path.of("");

    @Option(names = "--problems", paramLabel = "N", description = "how many different ones (default: 5000)")
    private int problems = 5_000;

    @Option(names = "--seed", paramLabel = "N", description = "another seed is another twin (default: 0)")
    private long seed;

    WriteTwin(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TwinName name = name();
        if (problems < 1) {
            throw new MistakeException("--problems is " + problems + "; give at least 1");
        }
        if (Files.exists(into)) {
            throw new MistakeException(into + ": is there already; give a folder that is not");
        }
        Path fresh = into.resolveSibling(
                "." + into.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            name.of(new Seed(seed)).write(fresh, problems);
            Durable.rename(fresh, into);
        } catch (IllegalStateException e) { // it has no more problems
            throw new MistakeException(name + ": " + e.getMessage());
        } finally {
            Durable.delete(fresh);
        }
        console.line(into.toString());
        return 0;
    }

    private TwinName name() {
        return Arrays.stream(TwinName.values())
                .filter(name -> name.toString().equals(twin.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new MistakeException("there is no twin of '" + twin + "'; there are "
                        + Arrays.stream(TwinName.values())
                                .map(TwinName::toString)
                                .collect(Collectors.joining(", "))));
    }
}
