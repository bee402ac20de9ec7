package lockpick.study.endpoint;

import java.time.Duration;
import java.util.Optional;

/** A failure that may pass: a lost connection, silence, a busy service, an answer that is none. */
final class TryAgainException extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;
    private final transient Optional<Duration> pause;

    TryAgainException(String why) {
        this(why, Optional.empty());
    }

    /**
     * @param why what failed, as the end of a sentence
     * @param pause what the service asks to wait
     */
    TryAgainException(String why, Optional<Duration> pause) {
        super(why);
        this.why = why;
        this.pause = pause;
    }

    String why() {
        return why;
    }

    Optional<Duration> pause() {
        return pause;
    }
}
