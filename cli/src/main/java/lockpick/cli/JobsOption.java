package lockpick.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many runs are computed side by side. */
final class JobsOption {

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "runs computed side by side (default: CPU cores / threads of a run; 1 on a GPU; on a cluster, as many"
                            + " as it has room for)")
    private @Nullable Integer jobs;

    /**
     * Null where the machine decides.
     *
     * @throws MistakeException if there would be none
     */
    @Nullable
    Integer jobs() {
        if (jobs != null && jobs < 1) {
            throw new MistakeException("--jobs = " + jobs + ": must be at least 1");
        }
        return jobs;
    }
}
