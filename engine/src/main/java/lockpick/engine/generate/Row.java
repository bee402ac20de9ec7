package lockpick.engine.generate;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One completion being written. */
final class Row {

    private final Listener listener;
    private final Prompt prompt;
    private final RandomGenerator random;
    private final int[] tokens;
    private final float[] logProbs;
    private int written; // end token included
    private @Nullable Stop stop;

    /** What rows share that begin alike: the tokens and how they come into a slot. */
    record Prompt(IntBuffer tokens, Prefill prefill) {}

    Row(Backlog.Waiting waiting, Prefill prefill) {
        this.listener = waiting.listener();
        this.prompt = new Prompt(IntBuffer.wrap(waiting.request().prompt()), prefill);
        this.random = waiting.request().seed().generator();
        this.tokens = new int[waiting.maxNewTokens()];
        this.logProbs = new float[waiting.maxNewTokens()];
    }

    /** Who hears of it. */
    Listener listener() {
        return listener;
    }

    Prompt prompt() {
        return prompt;
    }

    /** The newest token: the one to read next. */
    int newest() {
        return written == 0 ? prompt.tokens().get(position()) : tokens[written - 1];
    }

    /** Where the newest token stands. */
    int position() {
        return prompt.tokens().limit() - 1 + written;
    }

    /** This row's number from 0 to 1 for the next choice. */
    double draw() {
        return random.nextDouble();
    }

    boolean isOver() {
        return stop != null;
    }

    void add(int token, float logProb, Stopping stopping) {
        tokens[written] = token;
        logProbs[written] = logProb;
        written++;
        if (stopping.endTokens().contains(token)) {
            stop = new Stop.EndToken(token);
        } else {
            stop = stopping.stopString(Arrays.copyOf(tokens, written))
                    .<Stop>map(Stop.StopString::new)
                    .orElse(written == tokens.length ? new Stop.Length() : null);
        }
    }

    Generated result(boolean withLogProbs) {
        Stop reason = Objects.requireNonNull(stop);
        return new Generated(
                Arrays.copyOf(tokens, reason instanceof Stop.EndToken ? written - 1 : written),
                Arrays.copyOf(logProbs, withLogProbs ? written : 0),
                reason);
    }
}
