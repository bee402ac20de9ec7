package lockpick.study.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How long one who talks to us may keep us waiting; then the connection is closed, which is what interrupting a thread that
 * reads from it or writes to it does.
 */
record Patience(Duration limit, ScheduledExecutorService clock) {

    /** Something said to a client. */
    @FunctionalInterface
    interface Talk {
        void happen() throws IOException;
    }

    /** Rings unless it is turned off first. */
    private static final class Alarm {

        private final Thread sleeper = Thread.currentThread();
        private boolean off;

        synchronized void ring() {
            if (!off) {
                sleeper.interrupt();
            }
        }

        synchronized void turnOff() {
            off = true;
            Thread.interrupted(); // it may have rung at the last moment
        }
    }

    /** @throws IOException if the client has gone, or took too long */
    void with(Talk talk) throws IOException {
        Alarm alarm = new Alarm();
        var set = clock.schedule(alarm::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            talk.happen();
        } finally {
            set.cancel(false);
            alarm.turnOff();
        }
    }
}
