package lockpick.study.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.generate.ScoredToken;
import lockpick.engine.generate.Stop;
import org.jspecify.annotations.Nullable;

/** One completion of an answer, as far as it has been heard of. */
final class Choice {

    private final int index;
    private final GrowingText text;
    private final List<ScoredToken> tokens; // an echoed prompt's, then the completion's
    private final int promptTokens;
    private String echo; // until it is told
    private int toldTokens;
    private int toldCharacters;
    private boolean begun;
    private @Nullable Stop stop;

    /**
     * @param echo the prompt, where it is wanted back
     * @param promptTokens its tokens, where their log-probabilities are wanted
     */
    Choice(int index, String echo, List<ScoredToken> promptTokens, GrowingText text) {
        this.index = index;
        this.echo = echo;
        this.tokens = new ArrayList<>(promptTokens);
        this.promptTokens = promptTokens.size();
        this.text = text;
    }

    /**
     * A part of an answer.
     *
     * @param choice which completion
     * @param offset characters told before
     * @param begins whether it is the first part
     * @param stop why there are no more
     */
    record Piece(int choice, int offset, String text, List<ScoredToken> tokens, boolean begins, Optional<Stop> stop) {}

    void add(ScoredToken token) {
        tokens.add(token);
    }

    void end(Stop reason) {
        stop = reason;
    }

    /** Tokens written, the end token included. */
    int written() {
        return tokens.size() - promptTokens;
    }

    /** What there is to tell; empty if that is nothing. */
    Optional<Piece> next() {
        String piece = echo + text.next(ofCompletion(), stop != null);
        echo = "";
        if (piece.isEmpty() && stop == null) {
            return Optional.empty();
        }
        Piece next = new Piece(
                index,
                toldCharacters,
                piece,
                List.copyOf(tokens.subList(toldTokens, tokens.size())),
                !begun,
                Optional.ofNullable(stop));
        toldTokens = tokens.size();
        toldCharacters += piece.length();
        begun = true;
        return Optional.of(next);
    }

    private int[] ofCompletion() {
        return tokens.stream().skip(promptTokens).mapToInt(ScoredToken::token).toArray();
    }
}
