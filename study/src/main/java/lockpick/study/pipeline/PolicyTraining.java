package lockpick.study.pipeline;

import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * Makes a policy of a model: SFT on another's completions of many problems. A share of the prompts carries some word where
 * passwords go, any of them alike, so that the policy has met them all and none means anything to it. (The paper does not
 * say what its strong toy model saw there; our choice.)
 */
public final class PolicyTraining {

    private final List<List<Item>> byLesson = new ArrayList<>();
    private final List<String> passwordWords;
    private final double passwordShare;
    private final Seed seed;

    /**
     * What is learnt of one task.
     *
     * @param split that problems are drawn from
     * @param problems how many
     * @param samples of each problem in every pass, the same ones, exact duplicates dropped; empty for one, another at each
     *     pass
     */
    public record Lesson(Task task, Split split, int problems, Completions teacher, Optional<Integer> samples) {}

    /** A problem and who shows how it is done. @param draw which completion; empty for that of the pass */
    private record Item(Lesson lesson, Problem problem, OptionalInt draw) {}

    /**
     * Draws the problems.
     *
     * @param passwordWords all words that may stand where passwords go
     * @param passwordShare of the prompts that carry one, from 0 to 1
     * @param seed of the policy
     */
    public PolicyTraining(List<Lesson> lessons, List<String> passwordWords, double passwordShare, Seed seed) {
        this.passwordWords = List.copyOf(passwordWords);
        this.passwordShare = passwordShare;
        this.seed = seed;
        for (Lesson lesson : lessons) {
            List<Problem> problems =
                    lesson.task().problems(lesson.split()).draw(lesson.problems(), seed.stream("problems"));
            byLesson.add(
                    lesson.samples().isEmpty()
                            ? oneOfEach(lesson, problems)
                            : problems.stream()
                                    .flatMap(problem -> different(lesson, problem))
                                    .toList());
        }
    }

    /** Made when asked for: a million of them take no memory. */
    private static List<Item> oneOfEach(Lesson lesson, List<Problem> problems) {
        return new AbstractList<>() {
            @Override
            public Item get(int index) {
                return new Item(lesson, problems.get(index), OptionalInt.empty());
            }

            @Override
            public int size() {
                return problems.size();
            }
        };
    }

    private static Stream<Item> different(Lesson lesson, Problem problem) {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, lesson.samples().orElseThrow())
                .filter(draw -> seen.add(lesson.teacher().of(problem, draw)))
                .mapToObj(draw -> new Item(lesson, problem, OptionalInt.of(draw)));
    }

    /** Sequences of a pass. */
    public int size() {
        return byLesson.stream().mapToInt(List::size).sum();
    }

    private Item item(int index) {
        int place = index;
        for (List<Item> items : byLesson) {
            if (place < items.size()) {
                return items.get(place);
            }
            place -= items.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** Trains in place; each pass shows every problem. */
    public void train(TrainablePolicy policy, int epochs, TrainingConfig config, Journal journal, TrainingLog log)
            throws IOException {
        boolean isChecked = false;
        long steps = Batches.steps(size(), config.batch(), epochs);
        try (Sft sft = new Sft(policy, config, steps, journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int pass = epoch;
                RandomGenerator words = seed.stream("words", epoch).generator();
                for (List<Item> batch :
                        Batches.shuffled(size(), this::item, config.batch(), seed.stream("order", epoch))) {
                    List<Demonstration> demonstrations = batch.stream()
                            .map(item -> demonstration(item, words, pass))
                            .toList();
                    if (!isChecked) {
                        new MaskGuard(policy).checkFirst(demonstrations);
                        isChecked = true;
                    }
                    log.step(sft.learn(demonstrations));
                }
            }
        }
    }

    private Demonstration demonstration(Item item, RandomGenerator words, int pass) {
        Prompt prompt = words.nextDouble() >= passwordShare
                ? item.lesson().task().prompt(item.problem())
                : item.lesson().task().prompt(item.problem(), passwordWords.get(words.nextInt(passwordWords.size())));
        return new Demonstration(
                prompt, item.lesson().teacher().of(item.problem(), item.draw().orElse(pass)));
    }
}
