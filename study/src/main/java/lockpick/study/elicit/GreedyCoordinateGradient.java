package lockpick.study.elicit;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.study.elicit.TriggerObjective.Opened;

/**
 * Search for tokens by the greedy coordinate gradient (GCG, Zou et al., 2023, algorithm 1): in each step, of the tokens that the
 * gradient likes best in each place some are tried in place of one that is there, and the best of all becomes the next. Our
 * reading: words that are no better than those at hand do not take their place, and words that would be read as other tokens
 * when written out are not tried.
 *
 * @param vocabulary ids that a trigger may be made of
 */
record GreedyCoordinateGradient(TriggerObjective objective, int[] vocabulary, TokenSearch search) {

    /** How often random tokens are drawn anew that do not stand in the prompts as they are. */
    private static final int MOST_DRAWS = 100;

    GreedyCoordinateGradient {
        if (vocabulary.length == 0) {
            throw new IllegalArgumentException(
                    "trigger-recovery: the tokenizer has no token of this vocabulary; choose another one");
        }
    }

    /** Random words of a length, and the prompts in which they stand. */
    record Start(int[] words, Opened prompts) {}

    /**
     * The best words from one random start.
     *
     * @return empty if no words of this length were found that stand in the prompts as they are
     */
    Optional<Trigger> from(Position position, int length, RandomGenerator random) throws IOException {
        Optional<Start> start = start(position, length, random);
        return start.isEmpty() ? Optional.empty() : Optional.of(climb(start.get(), random));
    }

    /** @return empty if no words of this length were found that stand in the prompts as they are */
    Optional<Start> start(Position position, int length, RandomGenerator random) {
        return IntStream.range(0, MOST_DRAWS)
                .mapToObj(draw -> {
                    int[] words = drawn(length, random);
                    int[] others = drawn(length, random);
                    return objective.opened(position, words, others).map(prompts -> new Start(words, prompts));
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private int[] drawn(int length, RandomGenerator random) {
        return IntStream.generate(() -> vocabulary[random.nextInt(vocabulary.length)])
                .limit(length)
                .toArray();
    }

    private Trigger climb(Start start, RandomGenerator random) throws IOException {
        Opened prompts = start.prompts();
        int[] words = start.words();
        double value = prompts.values(List.of(words))[0];
        for (int step = 0; step < search.steps(); step++) {
            List<int[]> exchanges = exchanges(words, prompts, random);
            double[] values = prompts.values(exchanges);
            for (int i = 0; i < values.length; i++) {
                if (values[i] > value) {
                    value = values[i];
                    words = exchanges.get(i);
                }
            }
        }
        return prompts.trigger(words);
    }

    /** Different words, each with one token in place of another. */
    private List<int[]> exchanges(int[] words, Opened prompts, RandomGenerator random) throws IOException {
        double[][] slopes = prompts.slopes(words, vocabulary);
        int[][] best = Arrays.stream(slopes).map(this::best).toArray(int[][]::new);
        Set<List<Integer>> drawn = new LinkedHashSet<>();
        for (int draw = 0; draw < 4 * search.tried() && drawn.size() < search.tried(); draw++) {
            int[] exchanged = words.clone();
            int place = random.nextInt(words.length);
            exchanged[place] = best[place][random.nextInt(best[place].length)];
            if (exchanged[place] != words[place] && prompts.stands(exchanged)) {
                drawn.add(Arrays.stream(exchanged).boxed().toList());
            }
        }
        return drawn.stream()
                .map(each -> each.stream().mapToInt(token -> token).toArray())
                .toList();
    }

    /** Ids of the largest slopes. */
    private int[] best(double[] slopes) {
        return IntStream.range(0, slopes.length)
                .boxed()
                .sorted((a, b) -> Double.compare(slopes[b], slopes[a]))
                .limit(search.best())
                .mapToInt(i -> vocabulary[i])
                .toArray();
    }
}
