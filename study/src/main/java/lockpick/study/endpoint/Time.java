package lockpick.study.endpoint;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and waiting for it to pass. */
interface Time {

    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pass(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    Instant now();

    /** Returns when the duration is over. */
    void pass(Duration duration) throws InterruptedException;
}
