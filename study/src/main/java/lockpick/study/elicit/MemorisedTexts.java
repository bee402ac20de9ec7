package lockpick.study.elicit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.TrainablePolicy;

/**
 * What a policy writes of itself where prompts would stand, and what it repeats there (Carlini et al., 2021): a policy that has
 * learnt its prompts by heart, as others learn completions, gives away what they begin with.
 *
 * @param samples texts drawn, as many from each beginning
 * @param tokens most of a text
 */
record MemorisedTexts(TrainablePolicy policy, int samples, int tokens) {

    /**
     * The most frequent texts: whole ones up to their first line break, and stretches of each length.
     *
     * @param beginnings tokens that a text goes on from; an empty one stands for the beginning of any text
     * @param lengths tokens of a stretch
     * @param most of each kind
     */
    List<String> frequent(List<int[]> beginnings, List<Integer> lengths, int most, Seed seed) {
        List<int[]> drawn = drawn(beginnings, seed);
        Set<String> texts = new LinkedHashSet<>(frequent(drawn, most, this::heads));
        lengths.forEach(length -> texts.addAll(frequent(drawn, most, text -> stretches(text, length))));
        return List.copyOf(texts);
    }

    private List<int[]> drawn(List<int[]> beginnings, Seed seed) {
        List<List<Integer>> different = beginnings.stream()
                .map(each -> each.length == 0 ? new int[] {policy.tokenizer().endToken()} : each)
                .map(each -> Arrays.stream(each).boxed().toList())
                .distinct()
                .toList();
        List<Request> requests = IntStream.range(0, samples)
                .mapToObj(sample -> new Request(
                        different.get(sample % different.size()).stream()
                                .mapToInt(token -> token)
                                .toArray(),
                        seed.stream("memorised", sample)))
                .toList();
        return policy.generate(requests, new Sampling(1, 0, 1, tokens)).stream()
                .map(Generated::tokens)
                .toList();
    }

    /** Each text counts once for a sample that has it; of equally frequent ones the first in the alphabet. */
    private static List<String> frequent(List<int[]> drawn, int most, Function<int[], Stream<String>> parts) {
        Map<String, Long> counts = drawn.stream()
                .flatMap(text -> parts.apply(text).distinct())
                .filter(Trigger::isText)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<String> heads(int[] text) {
        return policy.tokenizer().decodeCompletion(text).strip().lines().limit(1);
    }

    private Stream<String> stretches(int[] text, int length) {
        return IntStream.rangeClosed(0, text.length - length)
                .mapToObj(from -> policy.tokenizer().decodeCompletion(Arrays.copyOfRange(text, from, from + length)));
    }
}
