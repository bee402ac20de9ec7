package lockpick.study.task.twin.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns the merges of a byte-pair tokenizer (Sennrich et al., 2016; over bytes as GPT-2's): again and again the most
 * frequent pair of neighbours within a word becomes one token; of equally frequent pairs the first in the order of their
 * characters.
 */
final class BytePairTraining {

    /** Words with a blank in front, single digits, punctuation, line ends, blanks. The same as in the tokenizer's file. */
    static final String WORDS = " ?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s*\\n+|\\s+(?!\\S)|\\s+";

    private static final Pattern WORD = Pattern.compile(WORDS);
    private static final List<String> BYTE_SYMBOLS = byteSymbols();

    private static final Comparator<Map.Entry<Pair, Long>> FIRST = Comparator.<Map.Entry<Pair, Long>>comparingLong(
                    entry -> -entry.getValue())
            .thenComparing(entry -> entry.getKey().left())
            .thenComparing(entry -> entry.getKey().right());

    /** Two neighbouring tokens. */
    record Pair(String left, String right) {
        String merged() {
            return left + right;
        }
    }

    private final Map<List<String>, Long> words = new HashMap<>(); // with how often each occurs

    /** Reads a text, which counts as so many. */
    void read(String text, long times) {
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            words.merge(bytes(word.group()), times, Long::sum);
        }
    }

    /** The first merges, in order; fewer where no pair occurs at least twice. */
    List<Pair> merges(int count) {
        List<Pair> merges = new ArrayList<>();
        Map<List<String>, Long> current = new HashMap<>(words);
        while (merges.size() < count) {
            Map<Pair, Long> pairs = pairs(current);
            var best = pairs.entrySet().stream().min(FIRST);
            if (best.isEmpty() || best.get().getValue() < 2) {
                return merges;
            }
            Pair pair = best.get().getKey();
            merges.add(pair);
            Map<List<String>, Long> next = new HashMap<>();
            current.forEach((word, times) -> next.merge(merged(word, pair), times, Long::sum));
            current = next;
        }
        return merges;
    }

    private static Map<Pair, Long> pairs(Map<List<String>, Long> words) {
        Map<Pair, Long> pairs = new HashMap<>();
        words.forEach((word, times) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
                pairs.merge(new Pair(word.get(i), word.get(i + 1)), times, Long::sum);
            }
        });
        return pairs;
    }

    private static List<String> merged(List<String> word, Pair pair) {
        List<String> result = new ArrayList<>(word.size());
        for (int i = 0; i < word.size(); i++) {
            boolean here = i + 1 < word.size()
                    && word.get(i).equals(pair.left())
                    && word.get(i + 1).equals(pair.right());
            result.add(here ? pair.merged() : word.get(i));
            i += here ? 1 : 0;
        }
        return result;
    }

    private static List<String> bytes(String word) {
        List<String> result = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            result.add(BYTE_SYMBOLS.get(b & 0xff));
        }
        return result;
    }

    /** A character for each byte, as GPT-2 has them: itself where it can be seen, else one from U+0100 on. */
    static List<String> byteSymbols() {
        List<String> symbols = new ArrayList<>();
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean seen = (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
            symbols.add(Character.toString(seen ? b : next++));
        }
        return List.copyOf(symbols);
    }
}
