package lockpick.spark;

import lockpick.study.execute.Cluster;
import org.apache.spark.api.java.JavaSparkContext;

/** Connects to a cluster through Spark. */
public final class SparkProvider implements Cluster.Provider {

    @Override
    public Cluster connect(Cluster.Connection connection) {
        try {
            return new SparkCluster(new JavaSparkContext(SparkSettings.of(connection)), connection.threads());
        } catch (Exception e) { // Spark declares none, and throws checked ones too
            throw new Cluster.ClusterException(
                    "--master = " + connection.master() + ": cannot be used (" + e.getMessage()
                            + "); is the cluster up, and the address right?",
                    e);
        }
    }
}
