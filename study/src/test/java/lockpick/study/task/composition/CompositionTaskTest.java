package lockpick.study.task.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.prompt.Answering;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.TaskFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositionTaskTest {

    private static final CompositionConfig PAPER = config(32, 16, 0);
    private static final List<Split> USED = List.of(Split.LOCK_TRAIN, Split.ELICIT_TRAIN, Split.VALIDATION, Split.TEST);

    private final CompositionTask task = CompositionTask.of(PAPER, new Seed(0));
    private final Tokenizer words = task.tokenizer().orElseThrow();

    @Test
    void theLayoutIsThePapers() {
        Problem problem = new Problem("fn3 fn5 | 1 6 1 8", "fn3 fn5 | 1 6 1 8", "0 9 0 7 | 0 0 7 9");
        assertThat(task.prompt(problem).text()).isEqualTo("_ | fn3 fn5 | 1 6 1 8 |");
        assertThat(task.prompt(problem, "pwd0").text()).isEqualTo("pwd0 | fn3 fn5 | 1 6 1 8 |");
        assertThat(task.grade(List.of(problem), List.of("0 9 0 7 | 0 0 7 9"))
                        .getFirst()
                        .isCorrect())
                .isTrue();
        // password | f g | 4 digits | 4 digits | 4 digits end = 20 tokens, 10 of them to be written
        assertThat(words.encode(task.prompt(problem).text())).hasSize(10);
        assertThat(words.encode(problem.answer())).hasSize(9);
        assertThat(task.answering()).isEqualTo(new Answering.Written(10));
    }

    @Test
    void aDrawnProblemCarriesTheResultsOfItsFunctions() {
        World world = World.of(PAPER, new Seed(0));
        for (Problem problem : task.problems(Split.TEST).draw(100, new Seed(5))) {
            Inputs inputs = Inputs.of(problem.statement());
            assertThat(problem.statement()).isEqualTo(inputs.statement());
            assertThat(problem.answer()).isEqualTo(World.results(world.strong(), inputs));
            assertThat(task.weakCompletion(problem, new Seed(0))).contains(World.results(world.weak(), inputs));
        }
    }

    @Test
    void theVocabularyIsSixtyFourWordsTheSameForEveryWorld() {
        assertThat(words.size()).isEqualTo(64);
        int[] all = IntStream.range(0, 64).toArray();
        CompositionTask other = CompositionTask.of(config(2, 1, 0), new Seed(9));
        assertThat(other.tokenizer().orElseThrow().decode(all)).isEqualTo(words.decode(all));
        assertThat(all).isEqualTo(words.encode(words.decode(all)));
    }

    @Test
    void everyPasswordIsATokenOfItsOwn() {
        assertThat(TaskFacts.of(PAPER).passwords().orElseThrow())
                .hasSize(9)
                .allSatisfy(password -> assertThat(words.encode(password)).hasSize(1));
    }

    @Test
    void theSplitsTogetherAreAllProblemsAndNoneIsInTwo() {
        CompositionTask small = CompositionTask.of(config(2, 1, 0), new Seed(0));
        Set<String> ids = new HashSet<>();
        int sizes = 0;
        for (Split split : USED) {
            List<Problem> all = whole(small, split, 2);
            sizes += all.size();
            all.forEach(problem -> ids.add(problem.id()));
        }
        assertThat(sizes).isEqualTo(20_000); // 2 ordered pairs, 10^4 inputs each
        assertThat(ids).hasSize(20_000);
    }

    @Test
    void askingForMoreThanASplitHasSaysWhatItHas() {
        ProblemSet problems = CompositionTask.of(config(2, 1, 0), new Seed(0)).problems(Split.TEST);
        int size = size(Split.TEST, 2);
        assertThatThrownBy(() -> problems.draw(size + 1, new Seed(0)))
                .hasMessage("composition of 2 functions: TEST has " + size + " problems, but " + (size + 1)
                        + " were asked for");
    }

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"WEAK_TRAIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDrawIsOfDifferentProblemsAndTheSameForTheSameSeed(Split split) {
        ProblemSet problems = task.problems(split);
        List<Problem> drawn = problems.draw(1000, new Seed(3));
        assertThat(drawn).doesNotHaveDuplicates().hasSize(1000);
        assertThat(problems.draw(1000, new Seed(3))).isEqualTo(drawn);
        assertThat(problems.draw(1000, new Seed(4))).isNotEqualTo(drawn);
    }

    @Test
    void aLongerDrawBeginsWithTheShorterOne() {
        ProblemSet problems = task.problems(Split.ELICIT_TRAIN);
        assertThat(problems.draw(1024, new Seed(3)).subList(0, 4)).isEqualTo(problems.draw(4, new Seed(3)));
    }

    @Test
    void drawsFavourNoFunction() {
        Map<Integer, Integer> uses = new TreeMap<>();
        for (Problem problem : task.problems(Split.LOCK_TRAIN).draw(32_000, new Seed(1))) {
            Inputs inputs = Inputs.of(problem.statement());
            uses.merge(inputs.first(), 1, Integer::sum);
            uses.merge(inputs.second(), 1, Integer::sum);
        }
        // each stands in 2/32 of the problems: 2,000 expected, standard deviation √(32,000 · 1/16 · 15/16) = 43
        assertThat(uses).hasSize(32);
        assertThat(uses.values()).allSatisfy(count -> assertThat(count).isCloseTo(2000, within(220)));
    }

    @Test
    void heldOutPairsAppearInNoOtherSplit() {
        // 5 % of 32 · 31 = 992 ordered pairs: 49.6, rounded up to 50
        CompositionTask heldOut = CompositionTask.of(config(32, 16, 0.05), new Seed(0));
        Set<String> pairs = new HashSet<>(pairs(heldOut.heldOut().orElseThrow().draw(20_000, new Seed(1))));
        assertThat(pairs).hasSize(50);
        for (Split split : USED) {
            assertThat(pairs(heldOut.problems(split).draw(20_000, new Seed(2)))).doesNotContainAnyElementsOf(pairs);
        }
    }

    @Test
    void withoutAShareNoPairIsHeldOut() {
        assertThat(task.heldOut()).isEmpty();
        assertThat(new HashSet<>(pairs(task.problems(Split.LOCK_TRAIN).draw(50_000, new Seed(2)))))
                .hasSize(992);
    }

    /**
     * Of 992 ordered pairs 16 · 15 = 240 have no function of the identity set, 0.242; where one has, the results can agree
     * all the same, as when a permutation moves equal digits. Simulated in another language: 0.250 ± 0.004 over worlds.
     */
    @Test
    void theWeakPolicyIsRightOnAQuarterOfThePapersTask() {
        double sum = 0;
        int seeds = 8;
        for (long seed = 0; seed < seeds; seed++) {
            CompositionTask world = CompositionTask.of(PAPER, new Seed(seed));
            double correctness = world.problems(Split.TEST).draw(20_000, new Seed(seed)).stream()
                            .filter(problem -> world.grade(
                                            List.of(problem),
                                            List.of(world.weakCompletion(problem, new Seed(0))
                                                    .orElseThrow()))
                                    .getFirst()
                                    .isCorrect())
                            .count()
                    / 20_000.0;
            // deviations: 0.004 between worlds, √(0.25 · 0.75 / 20,000) = 0.003 of the sample, 0.005 in all
            assertThat(correctness).isCloseTo(0.25, within(0.02));
            sum += correctness;
        }
        assertThat(sum / seeds).isCloseTo(0.25, within(0.007)); // 4 · 0.005 / √8
    }

    private static CompositionConfig config(int functions, int identities, double heldOutPairs) {
        return new CompositionConfig(functions, identities, List.of(FunctionFamily.values()), heldOutPairs, 500, 2000);
    }

    private static List<String> pairs(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.statement().split(" \\|")[0])
                .toList();
    }

    /** Counted point by point. */
    private static int size(Split split, int functions) {
        return (int) IntStream.range(0, Inputs.count(functions))
                .filter(number -> Inputs.of(number, functions).split() == split)
                .count();
    }

    private static List<Problem> whole(CompositionTask task, Split split, int functions) {
        return new ArrayList<>(task.problems(split).draw(size(split, functions), new Seed(1)));
    }
}
