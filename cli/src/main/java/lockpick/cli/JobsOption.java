package lockpick.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many runs are computed side by side; the same option for every command that computes some. */
final class JobsOption {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    private @Nullable Integer jobs;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "runs computed side by side (default: CPU cores / threads of a run; 1 on a GPU)")
    void jobs(int given) {
        if (given < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--jobs = " + given + ": must be at least 1");
        }
        jobs = given;
    }

    /** Null where the machine decides. */
    @Nullable
    Integer jobs() {
        return jobs;
    }
}
