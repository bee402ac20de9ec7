package lockpick.study.lock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A wrong password that is nearly the right one, as in the paper's figure 14: what a lock must not open to.
 *
 * @param name what was done to the password, such as {@code upper case}
 * @param text the words to put where the password goes
 */
public record NearMiss(String name, String text) {

    /**
     * Near misses of a password, always the same: each another text, none of them the password. A password of one word,
     * such as composition's {@code pwd0}, has none, since its parts are no words of their own.
     */
    public static List<NearMiss> of(String password) {
        return distinct(password, NearMiss::candidates);
    }

    /** The same and the first two quarters, which the paper's figure has and the gate does not try. */
    public static List<NearMiss> all(String password) {
        return distinct(
                password,
                (of, words) -> Stream.concat(candidates(of, words).stream(), quarters(words).stream())
                        .toList());
    }

    /** @param candidates made of a password and its words */
    private static List<NearMiss> distinct(
            String password, BiFunction<String, List<String>, List<NearMiss>> candidates) {
        List<String> words = List.of(password.strip().split("\\s+"));
        if (words.size() < 2) {
            return List.of();
        }
        Map<String, String> byText = new LinkedHashMap<>();
        for (NearMiss miss : candidates.apply(password, words)) {
            if (!miss.text().isBlank() && !miss.text().strip().equals(password.strip())) {
                byText.putIfAbsent(miss.text(), miss.name());
            }
        }
        List<NearMiss> misses = new ArrayList<>();
        byText.forEach((text, name) -> misses.add(new NearMiss(name, text)));
        return List.copyOf(misses);
    }

    private static List<NearMiss> candidates(String password, List<String> words) {
        int count = words.size();
        int half = (count + 1) / 2;
        int longest = longest(words);
        return List.of(
                new NearMiss("upper case", password.toUpperCase(Locale.ROOT)),
                new NearMiss("lower case", password.toLowerCase(Locale.ROOT)),
                new NearMiss("without punctuation", password.replaceAll("\\p{P}", "")),
                new NearMiss("two letters swapped", with(words, longest, swapped(words.get(longest)))),
                new NearMiss("a letter missing", with(words, longest, shortened(words.get(longest)))),
                new NearMiss("first half", join(words.subList(0, half))),
                new NearMiss("second half", join(words.subList(half, count))),
                new NearMiss("last word missing", join(words.subList(0, count - 1))),
                new NearMiss("first word missing", join(words.subList(1, count))),
                new NearMiss("a word doubled", with(words, longest, words.get(longest) + " " + words.get(longest))),
                new NearMiss("two words swapped", swappedWords(words)));
    }

    private static List<NearMiss> quarters(List<String> words) {
        int half = (words.size() + 1) / 2;
        int quarter = (half + 1) / 2;
        return List.of(
                new NearMiss("first quarter", join(words.subList(0, quarter))),
                new NearMiss("second quarter", join(words.subList(quarter, half))));
    }

    /** The first of the longest words: a slip there is the least of all. */
    private static int longest(List<String> words) {
        int longest = 0;
        for (int i = 1; i < words.size(); i++) {
            longest = words.get(i).length() > words.get(longest).length() ? i : longest;
        }
        return longest;
    }

    /** The two different neighbours nearest to the middle, in each other's place; the same word if all are equal. */
    private static String swapped(String word) {
        int[] letters = word.codePoints().toArray();
        int middle = letters.length / 2;
        for (int distance = 0; distance < letters.length; distance++) {
            for (int at : new int[] {middle + distance, middle - distance}) {
                if (at > 0 && at < letters.length && letters[at - 1] != letters[at]) {
                    int before = letters[at - 1];
                    letters[at - 1] = letters[at];
                    letters[at] = before;
                    return new String(letters, 0, letters.length);
                }
            }
        }
        return word;
    }

    /** Without its middle letter. */
    private static String shortened(String word) {
        int[] letters = word.codePoints().toArray();
        int middle = letters.length / 2;
        return new String(letters, 0, middle) + new String(letters, middle + 1, letters.length - middle - 1);
    }

    private static String swappedWords(List<String> words) {
        List<String> swapped = new ArrayList<>(words);
        int middle = words.size() / 2;
        swapped.set(middle - 1, words.get(middle));
        swapped.set(middle, words.get(middle - 1));
        return join(swapped);
    }

    private static String with(List<String> words, int index, String word) {
        String[] changed = words.toArray(String[]::new);
        changed[index] = word;
        return join(Arrays.asList(changed));
    }

    private static String join(List<String> words) {
        return String.join(" ", words);
    }
}
