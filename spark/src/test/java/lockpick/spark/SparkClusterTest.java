package lockpick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lockpick.study.execute.Cluster;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class SparkClusterTest {

    /** What Spark 4.2.0 says when an executor of its own kind of cluster is killed, with another address. */
    private static final String KILLED =
            "Job aborted due to stage failure: Task 0 in stage 4.0 failed 1 times, most recent"
                    + " failure: Lost task 0.0 in stage 4.0 (TID 4) (10.0.0.7 executor 1): ExecutorLostFailure (executor 1 exited"
                    + " caused by one of the running tasks) Reason: Command exited with code 137\nDriver stacktrace:";

    @Test
    void saysInAFewWordsWhoWasLost() {
        assertThat(SparkCluster.how(new SparkException(KILLED)))
                .isEqualTo("was lost with its executor (10.0.0.7 executor 1: Command exited with code 137)");
        assertThat(SparkCluster.how(new SparkException("Job 3 cancelled because SparkContext was shut down")))
                .isEqualTo("was lost with its executor (Job 3 cancelled because SparkContext was shut down)");
    }

    @Test
    void theUserDecidesWhatLockpickDoesNotRestOn() {
        SparkConf conf = SparkSettings.of(new Cluster.Connection(
                "lockpick a",
                "spark://host:7077",
                Map.of("spark.executor.memory", "2g", "spark.speculation", "true"),
                3,
                false));

        assertThat(conf.get("spark.executor.memory")).isEqualTo("2g");
        assertThat(conf.get("spark.speculation")).isEqualTo("false");
        assertThat(conf.get("spark.task.cpus")).isEqualTo("3");
        assertThat(conf.contains("spark.task.resource.gpu.amount")).isFalse();
    }

    @Test
    void aRunOnAGpuGetsOneAlone() {
        SparkConf conf = SparkSettings.of(new Cluster.Connection("lockpick a", "yarn", Map.of(), 1, true));

        assertThat(conf.get("spark.task.resource.gpu.amount")).isEqualTo("1");
        assertThat(conf.get("spark.executor.resource.gpu.discoveryScript")).endsWith("/deploy/gpus.sh");
    }
}
