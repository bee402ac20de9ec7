package lockpick.cli;

import java.util.Optional;
import lockpick.engine.tensor.Seed;

/**
 * A prompt to complete.
 *
 * @param number its place among the prompts, from 0
 * @param id what the user calls it, where the user does
 * @param where it was given, for messages: {@code prompt 2}, {@code prompts.jsonl line 3}
 */
record GivenPrompt(int number, Optional<String> id, String text, String where) {

    /** The stream that a sample is drawn from: the same whatever the other prompts are. */
    Seed stream(Seed seed, int sample) {
        return id.map(name -> seed.stream("prompt id", name, sample))
                .orElseGet(() -> seed.stream("prompt number", number, sample));
    }
}
