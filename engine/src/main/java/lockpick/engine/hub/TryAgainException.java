package lockpick.engine.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A failure that may pass: a dropped connection, silence, a busy server. */
final class TryAgainException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final transient Optional<Duration> pause;

    TryAgainException(String why) {
        this(why, Optional.empty());
    }

    /** @param pause what the server asks to wait */
    TryAgainException(String why, Optional<Duration> pause) {
        super(why);
        this.why = why;
        this.pause = pause;
    }

    /** What failed, as the beginning of a sentence. */
    String why() {
        return why;
    }

    Optional<Duration> pause() {
        return pause;
    }
}
