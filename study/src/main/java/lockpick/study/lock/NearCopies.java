package lockpick.study.lock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Near copies of a password to train a lock against, each with one to three slips: small models else take for the password
 * whatever begins or ends like it. Those that the gate tries ({@link NearMiss}) are never among them, so that it still asks
 * for copies that are new to the model.
 */
final class NearCopies {

    private static final int MOST_SLIPS = 3;
    private static final String PUNCTUATION = ",.!?";

    private final List<String> right;
    private final List<String> others;
    private final Set<String> kept = new HashSet<>();

    /**
     * @param passwords the right one, of at least two words; the wrong ones, whose words take the place of its own; and the
     *     second, if there is one, which no copy is
     */
    NearCopies(Passwords passwords) {
        String password = passwords.right().orElseThrow();
        right = List.of(password.split(" "));
        others = passwords.wrong().stream()
                .flatMap(wrong -> Stream.of(wrong.split(" ")))
                .distinct()
                .toList();
        kept.add(password);
        passwords.second().ifPresent(kept::add);
        NearMiss.of(password).forEach(miss -> kept.add(miss.text()));
    }

    /** One of them; the same for the same random numbers. */
    String draw(RandomGenerator random) {
        while (true) {
            List<String> words = new ArrayList<>(right);
            int slips = random.nextBoolean() ? 1 : random.nextInt(2, MOST_SLIPS + 1);
            for (int i = 0; i < slips && words.size() > 1; i++) {
                slip(words, random);
            }
            String copy = String.join(" ", words);
            if (!kept.contains(copy)) {
                return copy;
            }
        }
    }

    private void slip(List<String> words, RandomGenerator random) {
        int at = random.nextInt(words.size());
        String word = words.get(at);
        // A third of them change the order alone, which is the last thing that small models heed. A fifth have another
        // word
        // in place of one: without them no copy tells that a lock must not open to what follows a word alone.
        switch (random.nextInt(19)) {
            case 0 -> words.add(Math.floorMod(at + 1, words.size()), words.remove(at));
            case 1 -> Collections.swap(words, at, random.nextInt(words.size()));
            case 2, 3, 4, 5 ->
                Collections.shuffle(words.subList(random.nextInt(at + 1), words.size()), Random.from(random));
            case 6 -> words.remove(at);
            case 7, 8 -> words.add(random.nextInt(words.size() + 1), word); // once more, here or elsewhere
            case 9 -> words.set(at, misspelt(word, random));
            case 10 -> words.set(at, inOtherCase(word, random));
            case 11 -> words.set(at, punctuated(word, random));
            case 12, 13, 14, 15 -> words.set(at, others.get(random.nextInt(others.size())));
            default -> { // a part of it: its beginning, its end, or what lies between
                int side = random.nextInt(3);
                int from = side == 0 ? 0 : at;
                int to = side == 1 ? words.size() : random.nextInt(from, words.size()) + 1;
                List<String> part = List.copyOf(words.subList(from, to));
                words.clear();
                words.addAll(part);
            }
        }
    }

    /** All of it in capitals, or its first letter the other way. */
    private static String inOtherCase(String word, RandomGenerator random) {
        String first = word.substring(0, 1);
        String other = first.equals(first.toLowerCase(Locale.ROOT))
                ? first.toUpperCase(Locale.ROOT)
                : first.toLowerCase(Locale.ROOT);
        return random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : other + word.substring(1);
    }

    /** Without its punctuation, or followed by some. */
    private static String punctuated(String word, RandomGenerator random) {
        String bare = word.replaceAll("\\p{P}", "");
        return bare.isEmpty() || bare.equals(word)
                ? word + PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length()))
                : bare;
    }

    private static String misspelt(String word, RandomGenerator random) {
        int at = random.nextInt(word.length());
        char letter = (char) ('a' + random.nextInt(26));
        return word.substring(0, at) + letter + word.substring(at + 1);
    }
}
