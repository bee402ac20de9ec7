package lockpick.engine.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What ends a completion before its limit.
 *
 * @param endTokens tokens of which each ends it; they are not part of it
 * @param strings texts of which each ends it as soon as its text holds one; what counts is the text before that
 * @param decode the text of tokens; only asked where there are stop strings
 */
public record Stopping(Set<Integer> endTokens, List<String> strings, Function<int[], String> decode) {

    public Stopping {
        endTokens = Set.copyOf(endTokens);
        strings = List.copyOf(strings);
        if (strings.contains("")) {
            throw new IllegalArgumentException("stop strings: one is empty, and every text holds it; leave it out");
        }
    }

    /** Ends at one of these tokens. */
    public static Stopping at(int... endTokens) {
        return new Stopping(Arrays.stream(endTokens).boxed().collect(Collectors.toSet()), List.of(), Arrays::toString);
    }

    /** Ends at these strings as well. */
    public Stopping orAt(List<String> stopStrings, Function<int[], String> decoding) {
        return new Stopping(endTokens, stopStrings, decoding);
    }

    /** The part of a completion's text that counts: before the first stop string, or all of it. */
    public String before(String text) {
        return first(text)
                .map(string -> text.substring(0, text.indexOf(string)))
                .orElse(text);
    }

    /** The stop string that a completion's text holds first, the longest of those that begin there. */
    Optional<String> stopString(int[] tokens) {
        return strings.isEmpty() ? Optional.empty() : first(decode.apply(tokens));
    }

    private Optional<String> first(String text) {
        return strings.stream()
                .filter(text::contains)
                .min(Comparator.<String>comparingInt(text::indexOf)
                        .thenComparing(Comparator.comparingInt(String::length).reversed()));
    }
}
