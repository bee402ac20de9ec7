package lockpick.cli;

import java.util.Map;

/**
 * The cluster that computes.
 *
 * @param url such as {@code spark://host:7077}
 * @param settings of Spark's own, by name
 */
record ClusterMaster(String url, Map<String, String> settings) {

    ClusterMaster {
        settings = Map.copyOf(settings);
    }
}
