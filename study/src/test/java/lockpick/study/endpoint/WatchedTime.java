package lockpick.study.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes at once, and remembers how much of it. */
final class WatchedTime implements Time {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Duration> passed = new ArrayList<>();

    @Override
    public Instant now() {
        return START;
    }

    @Override
    public synchronized void pass(Duration duration) {
        passed.add(duration);
    }

    synchronized List<Duration> passed() {
        return List.copyOf(passed);
    }
}
