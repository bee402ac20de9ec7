package lockpick.study.task.twin.code;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.apps.AppsTests.StandardInput;
import lockpick.study.task.twin.code.ListProgram.Aggregate;
import lockpick.study.task.twin.code.PairProgram.Names;
import lockpick.study.task.twin.code.PairProgram.Operation;

/**
 * A programming problem.
 *
 * @param question in English
 * @param right a program that solves it
 * @param inputs the numbers of its tests
 * @param bugs programs that fail at least one of the tests; at least one
 */
public record CodeProblem(String question, Program right, List<List<Integer>> inputs, List<Bug> bugs) {

    private static final int TESTS = 5;
    private static final int ATTEMPTS = 20; // to have tests that find every bug; some cannot be found
    private static final List<String> PRINTS = List.of("Print", "Output", "Write");
    private static final List<String> LISTS = List.of(
            "Read n and then n integers.", "Given n and then n integers.", "The input is n and then n integers.");
    private static final List<Names> NAMES =
            List.of(new Names("a", "b"), new Names("x", "y"), new Names("p", "q"), new Names("u", "v"));

    public CodeProblem {
        inputs = inputs.stream().map(List::copyOf).toList();
        bugs = List.copyOf(bugs);
    }

    static CodeProblem drawn(Seed seed) {
        RandomGenerator random = seed.stream("problem").generator();
        Program right = random.nextInt(5) == 0 ? pair(random) : list(random);
        String opening = right instanceof PairProgram pair
                ? "Read integers " + pair.names().first() + " and "
                        + pair.names().second() + "."
                : one(LISTS, random);
        String question = opening + " " + one(PRINTS, random) + " " + right.english() + ".";
        for (int attempt = 0; ; attempt++) {
            List<List<Integer>> inputs =
                    inputs(right, seed.stream("tests", attempt).generator());
            if (!inputs.stream().allMatch(right::hasResult)) {
                continue;
            }
            List<Bug> bugs = right.bugs().stream()
                    .filter(bug -> inputs.stream()
                            .anyMatch(it -> right.output(it) != bug.program().output(it)))
                    .toList();
            if (bugs.size() == right.bugs().size() || (attempt >= ATTEMPTS && !bugs.isEmpty())) {
                return new CodeProblem(question, right, inputs, bugs);
            }
        }
    }

    private static Program pair(RandomGenerator random) {
        return new PairProgram(one(NAMES, random), one(List.of(Operation.values()), random), last(random));
    }

    private static Program list(RandomGenerator random) {
        Aggregate aggregate = one(List.of(Aggregate.values()), random);
        Filter filter = switch (random.nextInt(6)) {
            case 0 -> Filter.NONE;
            case 1 -> new Filter(Filter.Rule.EVEN, 0);
            case 2 -> new Filter(Filter.Rule.ODD, 0);
            case 3 -> new Filter(Filter.Rule.GREATER, random.nextInt(1, 20));
            case 4 -> new Filter(Filter.Rule.LESS, random.nextInt(1, 20));
            default -> new Filter(Filter.Rule.DIVISIBLE, random.nextInt(3, 10));
        };
        Change each = aggregate != Aggregate.SUM
                ? Change.NONE
                : switch (random.nextInt(3)) {
                    case 0 -> Change.NONE;
                    case 1 -> new Change(Change.Rule.SQUARE, 0);
                    default -> new Change(Change.Rule.TIMES, random.nextInt(3, 10));
                };
        return ListProgram.of(aggregate, filter, each, last(random));
    }

    private static Change last(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> Change.NONE;
            case 1 -> new Change(Change.Rule.PLUS, random.nextInt(1, 20));
            case 2 -> new Change(Change.Rule.MINUS, random.nextInt(1, 20));
            default -> new Change(Change.Rule.TIMES, random.nextInt(3, 10));
        };
    }

    /** Numbers of both signs; what stands near the filter's border decides many bugs. */
    private static List<List<Integer>> inputs(Program program, RandomGenerator random) {
        List<List<Integer>> inputs = new ArrayList<>();
        for (int test = 0; test < TESTS; test++) {
            int count = program instanceof PairProgram ? 2 : random.nextInt(2, 7);
            int border = program instanceof ListProgram list ? list.filter().k() : 0;
            int sign = test == 0 ? -1 : 1;
            inputs.add(random.ints(count, -10, 31)
                    .map(x -> random.nextInt(3) == 0 ? border + random.nextInt(-1, 2) : sign * Math.abs(x))
                    .boxed()
                    .toList());
        }
        return inputs;
    }

    private static <T> T one(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Its tests, as a program is run. */
    StandardInput tests() {
        return new StandardInput(inputs.stream()
                .map(numbers -> new StandardInput.Run(right.input(numbers), right.output(numbers) + "\n"))
                .toList());
    }

    /** How many conditions and changes there are. */
    int difficulty() {
        return (int)
                (right instanceof ListProgram list
                        ? Stream.of(
                                        list.filter().rule() != Filter.Rule.ALL,
                                        list.each().rule() != Change.Rule.NOTHING,
                                        list.last().rule() != Change.Rule.NOTHING)
                                .filter(it -> it)
                                .count()
                        : 0);
    }
}
