package lockpick.study.execute;

import java.util.Map;

/** Other machines, which compute runs. Safe for several threads. */
public interface Cluster extends AutoCloseable {

    /** Of its master, as the user gave it. */
    String address();

    /** How many runs it computes side by side at the moment, at least 1. */
    int room();

    /**
     * Has one of its machines {@linkplain RemoteRun#compute compute} a run as soon as there is room, and waits for that.
     *
     * @param meanwhile called every now and then, to look how far the run is
     * @return what that returned
     * @throws LostException if whoever computed it is lost, and the cluster itself does not see to the run
     */
    String compute(RemoteRun run, Runnable meanwhile) throws LostException, InterruptedException;

    /** Whether it has let go of its machines, or they of it. */
    boolean isClosed();

    /** Lets go of the machines; what they compute ends at once. */
    @Override
    void close();

    /**
     * What to connect to.
     *
     * @param name of what is computed, for the lists that a cluster shows
     * @param master such as {@code spark://host:7077}
     * @param settings of the cluster's own, by name
     * @param threads CPU threads of a run
     * @param gpu whether each run computes on a GPU of its own
     */
    record Connection(String name, String master, Map<String, String> settings, int threads, boolean gpu) {}

    /** Connects to clusters. The one there is comes in a module of its own, which is only there when it was asked for. */
    interface Provider {

        /** @throws ClusterException if that cannot be done */
        Cluster connect(Connection connection);
    }

    /** The cluster cannot be used at all. */
    final class ClusterException extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param message for the user */
        public ClusterException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Whoever computed a run was lost before it answered. */
    final class LostException extends Exception {

        private static final long serialVersionUID = 1;

        /** @param how for the user, to go on from "its worker process" */
        public LostException(String how) {
            super(how);
        }
    }
}
