package lockpick.study.endpoint;

import java.util.List;

/**
 * What a model wrote.
 *
 * @param ending why it stopped
 * @param tokens its tokens, where log-probabilities were asked for; otherwise empty
 */
public record Written(String text, Ending ending, List<TokenChoice> tokens) {

    public Written {
        tokens = List.copyOf(tokens);
    }

    /** Why a completion ended. */
    public enum Ending {
        /** The model was done, or a stop text came. */
        STOP,
        /** The limit of tokens. */
        LENGTH,
        /** The service withheld the rest. */
        FILTERED,
        /** Whatever else the service says. */
        OTHER
    }

    /**
     * A token and what could have stood in its place.
     *
     * @param top the most probable tokens, as the service gives them
     */
    public record TokenChoice(ScoredToken chosen, List<ScoredToken> top) {

        public TokenChoice {
            top = List.copyOf(top);
        }
    }

    /** @param logProb natural logarithm of its probability, at most 0 */
    public record ScoredToken(String token, double logProb) {}
}
