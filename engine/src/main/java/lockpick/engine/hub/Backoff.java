package lockpick.engine.hub;

import java.time.Duration;

/** Waiting after failures: twice as long each time that nothing was gained in between, and five times at most. */
final class Backoff {

    private static final int MOST_FAILURES = 6;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Time time;
    private final DownloadListener listener;
    private int failures;

    Backoff(Time time, DownloadListener listener) {
        this.time = time;
        this.listener = listener;
    }

    /** Something was gained: patience begins anew. */
    void gained() {
        failures = 0;
    }

    /**
     * Waits until it is time to try again.
     *
     * @throws HubException if it is not worth it
     */
    void await(TryAgainException failure) throws HubException, InterruptedException {
        failures++;
        if (failures == MOST_FAILURES) {
            throw new HubException(failure.why() + ", " + failures + " times in a row; check the network and"
                    + " HF_ENDPOINT, or give the same command again later: what is here is kept");
        }
        Duration pause = failure.pause().orElse(Duration.ofSeconds(1L << (failures - 1)));
        if (pause.compareTo(LONGEST) > 0) {
            throw new HubException(failure.why() + " and asks to come back in " + pause.toMinutes()
                    + " min; give the same command again then: what is here is kept");
        }
        if (pause.isPositive()) {
            listener.waiting(failure.why(), pause);
            time.pass(pause);
        }
    }
}
