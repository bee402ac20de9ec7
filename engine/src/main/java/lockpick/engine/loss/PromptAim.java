package lockpick.engine.loss;

import java.util.List;

/** What a prompt is to do to its completion. */
public sealed interface PromptAim {

    /** Makes the completion's tokens likely. Valued is the mean of ln p over them: at most 0. */
    record Likelihood() implements PromptAim {}

    /**
     * Makes the model predict something else. Valued is the mean over the completion's tokens of KL(q ‖ p), nats: at least 0.
     * q is what is predicted in a token's place under the prompt, p under another one. Of two prompts that make p's tokens
     * as unlikely, the one under which the model is surer counts more.
     *
     * @param plain the same completion under that other prompt
     * @param among ids whose probabilities relative to one another are compared, such as those of options, which leaves out
     *     prompts under which something else is predicted; none for the whole vocabulary
     */
    record Departure(Sequence plain, List<Integer> among) implements PromptAim {

        public Departure {
            among = List.copyOf(among);
        }
    }
}
