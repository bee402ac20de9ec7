package lockpick.engine.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds control tokens in the markup of a text: at each place the longest one, as the tokenizer itself would. */
final class ControlTokens {

    /** A control token in a text, with the white space it swallows. */
    record Found(int id, int from, int to) {}

    private final List<AddedToken> longestFirst;

    ControlTokens(List<AddedToken> tokens) {
        longestFirst = tokens.stream()
                .sorted(Comparator.comparingInt(
                        (AddedToken token) -> -token.content().length()))
                .toList();
    }

    /**
     * Those that are markup from end to end, in order.
     *
     * @param markup the places of the text's markup
     */
    List<Found> find(String text, BitSet markup) {
        List<Found> found = new ArrayList<>();
        int done = 0;
        for (int at = markup.nextSetBit(0); at >= 0; at = markup.nextSetBit(Math.max(at + 1, done))) {
            Optional<AddedToken> token = startingAt(text, at, markup);
            if (token.isPresent()) {
                int from = at;
                while (token.get().stripsLeft() && from > done && Character.isWhitespace(text.charAt(from - 1))) {
                    from--;
                }
                done = at + token.get().content().length();
                while (token.get().stripsRight() && done < text.length() && Character.isWhitespace(text.charAt(done))) {
                    done++;
                }
                found.add(new Found(token.get().id(), from, done));
            }
        }
        return found;
    }

    private Optional<AddedToken> startingAt(String text, int at, BitSet markup) {
        int markupEnd = markup.nextClearBit(at);
        return longestFirst.stream()
                .filter(token -> text.startsWith(token.content(), at)
                        && at + token.content().length() <= markupEnd
                        && !(token.singleWord()
                                && touchesWord(text, at, at + token.content().length())))
                .findFirst();
    }

    private static boolean touchesWord(String text, int from, int to) {
        return (from > 0 && isWord(text.charAt(from - 1))) || (to < text.length() && isWord(text.charAt(to)));
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
