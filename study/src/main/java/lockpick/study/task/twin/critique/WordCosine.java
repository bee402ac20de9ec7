package lockpick.study.task.twin.critique;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.Grade;

/**
 * How alike two explanations are: the cosine of their words, and of pairs of neighbouring words in each clause, each counting
 * more the rarer it is among given explanations (tf-idf). Deterministic and offline. Embeddings of sentences find all explanations of a twin
 * alike, whoever is blamed; here another number or another word is another explanation.
 */
public final class WordCosine {

    /**
     * From here on an explanation says the same as the reference. The paper's 0.8 belongs to its embeddings; of all pairs of
     * bugs that one program of the twin can have, none is as alike as this.
     */
    public static final double THRESHOLD = 0.85;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}.,;:!?]");

    private final Map<String, Double> weights = new HashMap<>();
    private final double unseen;

    /** @param corpus explanations, which say how rare each word is */
    public WordCosine(List<String> corpus) {
        Map<String, Integer> found = new HashMap<>();
        for (String text : corpus) {
            new HashSet<>(counts(text).keySet()).forEach(part -> found.merge(part, 1, Integer::sum));
        }
        found.forEach((part, times) -> weights.put(part, Math.log((1.0 + corpus.size()) / (0.5 + times))));
        unseen = Math.log((1.0 + corpus.size()) / 0.5);
    }

    /** From 0, nothing in common, to 1, the same words in the same order. */
    public double similarity(String a, String b) {
        Map<String, Double> left = vector(a);
        Map<String, Double> right = vector(b);
        double lengths = Math.sqrt(product(left, left) * product(right, right));
        return lengths == 0 ? 0 : Math.min(1, product(left, right) / lengths);
    }

    /** Judges an explanation by the reference; its reward is the similarity. */
    public Grade grade(String completion, String reference) {
        double similarity = similarity(completion, reference);
        String reason = String.format(Locale.ROOT, "similarity %.2f", similarity);
        return (similarity >= THRESHOLD ? Grade.correct(reason) : Grade.incorrect(reason)).withReward(similarity);
    }

    private static double product(Map<String, Double> a, Map<String, Double> b) {
        return a.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * b.getOrDefault(entry.getKey(), 0.0))
                .sum();
    }

    private Map<String, Double> vector(String text) {
        Map<String, Double> vector = new HashMap<>();
        counts(text).forEach((part, times) -> vector.put(part, times * weights.getOrDefault(part, unseen)));
        return vector;
    }

    /** Words, and pairs of neighbours with the clause they stand in: who does what is said by the order of clauses. */
    private static Map<String, Integer> counts(String text) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> clauses = List.of(text.toLowerCase(Locale.ROOT).split("[,;]"));
        for (int clause = 0; clause < clauses.size(); clause++) {
            String before = clause + ":";
            for (Matcher word = WORD.matcher(clauses.get(clause)); word.find(); ) {
                counts.merge(word.group(), 1, Integer::sum);
                counts.merge(before + " " + word.group(), 1, Integer::sum);
                before = clause + ": " + word.group();
            }
            counts.merge(before + " |", 1, Integer::sum);
        }
        return counts;
    }
}
