package lockpick.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Whether this machine computes, or a cluster. The launcher reads {@code --executor} too, since Spark is fetched only when it is
 * asked for.
 */
final class ExecutorOptions {

    private enum Executor {
        LOCAL,
        SPARK
    }

    @Option(
            names = "--executor",
            paramLabel = "NAME",
            description = "local: this machine computes; spark: a cluster does (default: local)")
    private Executor executor = Executor.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "the cluster: spark://HOST:7077, k8s://https://HOST:PORT or yarn;"
                    + " local-cluster[2,1,1024] plays one of two machines of one core and 1,024 MB here")
    private @Nullable String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "a setting of Spark, such as spark.executor.instances=4; as often as needed")
    private Map<String, String> conf = new LinkedHashMap<>();

    /**
     * Empty where this machine computes.
     *
     * @throws MistakeException if the options do not go together
     */
    Optional<ClusterMaster> master() {
        return switch (executor) {
            case LOCAL -> {
                if (master != null || !conf.isEmpty()) {
                    throw new MistakeException((master != null ? "--master" : "--conf")
                            + ": is for a cluster; add --executor spark, or leave it out");
                }
                yield Optional.empty();
            }
            case SPARK -> {
                if (master == null) {
                    throw new MistakeException("--executor = spark: needs --master, such as spark://host:7077");
                }
                if (master.matches("local(\\[.*])?")) {
                    throw new MistakeException("--master = " + master + ": has no machines of its own; try"
                            + " local-cluster[2,1,1024], or leave out --executor and --master");
                }
                yield Optional.of(new ClusterMaster(master, conf));
            }
        };
    }
}
