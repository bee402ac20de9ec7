package lockpick.study.endpoint;

import java.time.Duration;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;

/**
 * Waiting after failures: about twice as long each time, from 1 s to 60 s, or as long as the service asks and a little more.
 * The "about" comes from a seed, so that requests that failed together do not come back together.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final String where;
    private final int attempts;
    private final RandomGenerator random;
    private final Time time;
    private int failures;

    /**
     * @param where the address, for messages
     * @param attempts how often a request is sent at most
     */
    Backoff(String where, int attempts, Seed seed, Time time) {
        this.where = where;
        this.attempts = attempts;
        this.random = seed.generator();
        this.time = time;
    }

    /**
     * Waits until it is time to try again.
     *
     * @throws EndpointException if it is not worth it
     */
    void await(TryAgainException failure) throws InterruptedException {
        failures++;
        if (failures == attempts) {
            throw new EndpointException(
                    where + ": " + failure.why() + ", "
                            + (attempts == 1 ? "and it was to be sent once" : attempts + " times in a row")
                            + "; see that the service runs, or give the same command again later: what has been answered is kept");
        }
        Duration asked = failure.pause().orElse(Duration.ZERO);
        if (asked.compareTo(LONGEST_ASKED) > 0) {
            throw new EndpointException(where + ": " + failure.why() + " and asks to come back in " + asked.toMinutes()
                    + " min; give the same command again then: what has been answered is kept");
        }
        time.pass(asked.isPositive() ? asked.plus(times(FIRST, random.nextDouble())) : grown());
    }

    private Duration grown() {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration most = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return times(most, 0.5 + random.nextDouble() / 2);
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
