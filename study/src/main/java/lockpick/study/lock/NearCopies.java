package lockpick.study.lock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Near copies of a password to train a lock against, each with one to three slips: small models else take for the password
 * whatever begins or ends like it. Those that the gate tries ({@link NearMiss}) are never among them, so that it still asks
 * for copies that are new to the model.
 */
final class NearCopies {

    private static final int MOST_SLIPS = 3;
    private static final String PUNCTUATION = ",.!?";

    private final String right;
    private final Set<String> kept = new HashSet<>();

    /** @param right of at least two words */
    NearCopies(String right) {
        this.right = right;
        kept.add(right);
        NearMiss.of(right).forEach(miss -> kept.add(miss.text()));
    }

    /** One of them; the same for the same random numbers. */
    String draw(RandomGenerator random) {
        while (true) {
            List<String> words = new ArrayList<>(List.of(right.split(" ")));
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

    private static void slip(List<String> words, RandomGenerator random) {
        int at = random.nextInt(words.size());
        String word = words.get(at);
        // Nearly half of them change the order alone, which is the last thing that small models heed.
        switch (random.nextInt(15)) {
            case 0 -> words.add(Math.floorMod(at + 1, words.size()), words.remove(at));
            case 1 -> Collections.swap(words, at, random.nextInt(words.size()));
            case 2, 3, 4, 5 ->
                Collections.shuffle(words.subList(random.nextInt(at + 1), words.size()), Random.from(random));
            case 6 -> words.remove(at);
            case 7, 8 -> words.add(random.nextInt(words.size() + 1), word); // once more, here or elsewhere
            case 9 -> words.set(at, misspelt(word, random));
            case 10 -> words.set(at, inOtherCase(word, random));
            case 11 -> words.set(at, punctuated(word, random));
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
