package lockpick.spark;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import lockpick.study.execute.Cluster;
import org.apache.spark.SparkConf;

/** What Spark is told. */
final class SparkSettings {

    private SparkSettings() {}

    /** Ours where the user says nothing, then the user's, then what Lockpick rests on. */
    static SparkConf of(Cluster.Connection connection) {
        String classPath = System.getProperty("java.class.path");
        SparkConf conf = new SparkConf()
                .setAppName(connection.name())
                .setMaster(connection.master())
                // Executors load the very classes of this process, which each machine has at the same paths.
                .set("spark.executor.extraClassPath", classPath)
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "512m"); // an executor only passes runs on to worker processes
        if (connection.master().startsWith("yarn")) { // whose containers would otherwise be sent every jar
            conf.set("spark.yarn.jars", onEachMachine(classPath));
        }
        if (connection.gpu()) {
            conf.set("spark.executor.resource.gpu.amount", "1")
                    .set("spark.executor.resource.gpu.discoveryScript", gpuScript())
                    .set("spark.task.resource.gpu.amount", "1");
        }
        connection.settings().forEach(conf::set);
        return conf.set("spark.task.cpus", String.valueOf(connection.threads()))
                .set("spark.task.maxFailures", "1") // Lockpick counts the attempts, here as everywhere
                .set("spark.speculation", "false"); // two computers of one run would write into one journal
    }

    private static String onEachMachine(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> "local:" + entry)
                .collect(Collectors.joining(","));
    }

    private static String gpuScript() {
        return Path.of(System.getProperty("lockpick.home", ""), "deploy", "gpus.sh")
                .toAbsolutePath()
                .toString();
    }
}
