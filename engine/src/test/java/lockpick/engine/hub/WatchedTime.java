package lockpick.engine.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes at once, and remembers how much of it. */
final class WatchedTime implements Time {

    private final List<Duration> passed = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration duration) {
        passed.add(duration);
        now = now.plus(duration);
    }

    List<Duration> passed() {
        return passed;
    }
}
