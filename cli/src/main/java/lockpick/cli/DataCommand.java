package lockpick.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockpick data}: the files that tasks are read from. */
@Command(
        name = "data",
        description = "Looks after the files that tasks are read from.",
        footer = {"", "Example:", "  lockpick data verify mmlu --data mmlu/data"})
final class DataCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "say what to do, as data verify");
    }
}
