package lockpick.cli;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import lockpick.study.execute.Cluster;
import lockpick.study.execute.RemoteRun;

/** A cluster of one machine with room for two runs, which is this very process. Its master says how it behaves. */
public final class PretendedProvider implements Cluster.Provider {

    /** All goes well. */
    static final String STEADY = "steady";

    /** The machine of the first run is lost after the run. */
    static final String LOSING = "losing";

    /** The machine has another disk. */
    static final String APART = "apart";

    @Override
    public Cluster connect(Cluster.Connection connection) {
        return new Pretended(connection.master());
    }

    private static final class Pretended implements Cluster {

        private final String master;
        private final Semaphore places = new Semaphore(2);
        private final AtomicBoolean toLose;
        private volatile boolean closed;

        Pretended(String master) {
            this.master = master;
            toLose = new AtomicBoolean(master.equals(LOSING));
        }

        @Override
        public String address() {
            return master;
        }

        @Override
        public int room() {
            return 2;
        }

        @Override
        public String compute(RemoteRun run, Runnable meanwhile) throws LostException, InterruptedException {
            places.acquire();
            try {
                String answer = there(run).compute(Optional.empty());
                meanwhile.run();
                if (toLose.getAndSet(false)) {
                    throw new LostException("was lost with its machine (the first)");
                }
                return answer;
            } finally {
                places.release();
            }
        }

        private RemoteRun there(RemoteRun run) {
            return master.equals(APART)
                    ? new RemoteRun(run.command(), run.threads(), run.request(), run.logs() + "-apart", run.replies())
                    : run;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
