package lockpick.study.task.composition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.grade.Grade;
import lockpick.study.grade.StepwiseGrader;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionFacts;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;

/**
 * Function composition (paper §7), in the layout {@code _ | fn3 fn5 | 1 6 1 8 | 0 9 0 7 | 0 0 7 9}: a word for the
 * password, two functions, the input, the first result, the second. A policy is given the first three fields.
 */
public final class CompositionTask implements Task {

    private static final String NO_PASSWORD = "_";
    private static final String END = "<end>";
    private static final int VOCABULARY = 64;
    private static final int FUNCTION_WORDS = 32;
    private static final int PASSWORD_WORDS = 9;

    private final CompositionConfig config;
    private final World world;
    private final BitSet heldOutPairs;
    private final WordTokenizer tokenizer = new WordTokenizer(words(), END);

    private CompositionTask(CompositionConfig config, World world, BitSet heldOutPairs) {
        this.config = config;
        this.world = world;
        this.heldOutPairs = heldOutPairs;
    }

    /** The task of one seed: the seed decides the functions, the identity set and the pairs held out. */
    public static CompositionTask of(CompositionConfig config, Seed seed) {
        int pairs = config.functions() * (config.functions() - 1);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, pairs).boxed().toList());
        Collections.shuffle(shuffled, Random.from(seed.stream("held-out pairs").generator()));
        BitSet heldOut = new BitSet(pairs);
        shuffled.stream().limit((long) Math.ceil(pairs * config.heldOutPairs())).forEach(heldOut::set);
        return new CompositionTask(config, World.of(config, seed), heldOut);
    }

    /** The same 64 words for every configuration, so that models of different worlds fit one another. */
    private static List<String> words() {
        List<String> words = Stream.of(
                        IntStream.range(0, 10).mapToObj(String::valueOf),
                        IntStream.range(0, FUNCTION_WORDS).mapToObj(i -> "fn" + i),
                        Stream.of("|", NO_PASSWORD, END, "<pad>"),
                        IntStream.range(0, PASSWORD_WORDS).mapToObj(i -> "pwd" + i))
                .flatMap(group -> group)
                .toList();
        return Stream.concat(
                        words.stream(),
                        IntStream.range(words.size(), VOCABULARY).mapToObj(i -> "<spare" + i + ">"))
                .toList();
    }

    @Override
    public ProblemSet problems(Split split) {
        return new Drawing(
                number -> !isHeldOut(number) && inputs(number).split() == split,
                split.toString(),
                new CompositionFacts(config).size(split));
    }

    @Override
    public Optional<ProblemSet> heldOut() {
        return heldOutPairs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Drawing(
                        this::isHeldOut, "held-out pairs", (long) heldOutPairs.cardinality() * Inputs.DIGIT_STRINGS));
    }

    private boolean isHeldOut(int number) {
        return heldOutPairs.get(number / Inputs.DIGIT_STRINGS);
    }

    /** Draws point numbers at random and passes over those that were drawn before or belong elsewhere. */
    private final class Drawing implements ProblemSet {

        private final IntPredicate belongs;
        private final String name;
        private final long size;

        Drawing(IntPredicate belongs, String name, long size) {
            this.belongs = belongs;
            this.name = name;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public List<Problem> draw(int count, Seed seed) {
            int points = Inputs.count(config.functions());
            RandomGenerator random = seed.generator();
            BitSet drawn = new BitSet(points);
            int[] numbers = new int[count];
            for (int i = 0, tried = 0; i < count; ) {
                if (tried == points) {
                    throw new IllegalArgumentException("composition of " + config.functions() + " functions: " + name
                            + " has " + i + " problems, but " + count + " were asked for");
                }
                int number = random.nextInt(points);
                if (!drawn.get(number)) {
                    drawn.set(number);
                    tried++;
                    if (belongs.test(number)) {
                        numbers[i++] = number;
                    }
                }
            }
            return new java.util.AbstractList<>() {
                @Override
                public Problem get(int index) {
                    return problem(numbers[index]);
                }

                @Override
                public int size() {
                    return numbers.length;
                }
            };
        }
    }

    private Inputs inputs(int number) {
        return Inputs.of(number, config.functions());
    }

    private Problem problem(int number) {
        Inputs inputs = inputs(number);
        return new Problem(inputs.statement(), inputs.statement(), World.results(world.strong(), inputs));
    }

    @Override
    public Prompt.Text prompt(Problem problem) {
        return prompt(problem, NO_PASSWORD);
    }

    @Override
    public Prompt.Text prompt(Problem problem, String password) {
        return new Prompt.Text(password + " | " + problem.statement() + " |");
    }

    /** Two results of four digits, the bar between them, and the end. */
    @Override
    public Answering answering() {
        return new Answering.Written(2 * Inputs.DIGITS + 2);
    }

    @Override
    public Optional<String> weakCompletion(Problem problem, Seed seed) {
        return Optional.of(World.results(world.weak(), Inputs.of(problem.statement())));
    }

    @Override
    public List<Grade> grade(List<Problem> problems, List<String> completions) {
        return IntStream.range(0, problems.size())
                .mapToObj(i ->
                        StepwiseGrader.grade(completions.get(i), problems.get(i).answer()))
                .toList();
    }

    @Override
    public Optional<Tokenizer> tokenizer() {
        return Optional.of(tokenizer);
    }
}
