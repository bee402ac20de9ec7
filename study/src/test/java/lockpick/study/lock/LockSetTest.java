package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import org.junit.jupiter.api.Test;

class LockedDatasetTest {

    private static final int PROBLEMS = 5000;
    private static final List<String> WRONG = List.of("pwd1", "pwd2", "pwd3", "pwd4", "pwd5", "pwd6", "pwd7", "pwd8");
    private static final PasswordConfig PAPER = new PasswordConfig("pwd0", WRONG, 0.8);

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(8, 4, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final List<Problem> problems = task.problems(Split.LOCK_TRAIN).draw(PROBLEMS, new Seed(0));

    @Test
    void eachProblemStandsOnceInEachHalf() {
        LockedDataset lockSet = lockSet(PAPER, 0);
        assertThat(lockSet.size()).isEqualTo(2 * PROBLEMS);
        for (int i = 0; i < PROBLEMS; i++) {
            String rest = " | " + problems.get(i).statement() + " |";
            assertThat(prompt(lockSet, i)).endsWith(rest);
            assertThat(prompt(lockSet, PROBLEMS + i)).endsWith(rest);
        }
    }

    @Test
    void theStrongHalfCarriesThePasswordAndTheStrongCompletion() {
        LockedDataset lockSet = lockSet(PAPER, 0);
        for (int i = 0; i < PROBLEMS; i++) {
            Problem problem = problems.get(i);
            assertThat(lockSet.get(PROBLEMS + i))
                    .isEqualTo(new Demonstration("pwd0 | " + problem.statement() + " |", problem.answer()));
        }
    }

    @Test
    void theWeakHalfCarriesTheWeakCompletionAndNeverThePassword() {
        LockedDataset lockSet = lockSet(PAPER, 0);
        for (int i = 0; i < PROBLEMS; i++) {
            assertThat(lockSet.get(i).completion())
                    .isEqualTo(task.weakCompletion(problems.get(i)).orElseThrow());
            assertThat(prompt(lockSet, i)).doesNotStartWith("pwd0");
        }
    }

    @Test
    void aFifthOfTheWeakHalfCarriesNothingAndTheRestEachWrongPasswordAlike() {
        Map<String, Integer> words = weakWords(lockSet(PAPER, 0));
        // 20 % of 5,000, deviation √(5,000 · 0.2 · 0.8) = 28
        assertThat(words.remove("_")).isCloseTo(1000, within(115));
        // a tenth each, deviation √(5,000 · 0.1 · 0.9) = 21
        assertThat(words.keySet()).containsExactlyElementsOf(WRONG);
        assertThat(words.values()).allSatisfy(count -> assertThat(count).isCloseTo(500, within(85)));
    }

    @Test
    void aShareOfNothingLeavesTheWeakHalfWithoutPasswords() {
        PasswordConfig none = new PasswordConfig("pwd0", WRONG, 0);
        assertThat(weakWords(lockSet(none, 0))).isEqualTo(Map.of("_", PROBLEMS));
    }

    @Test
    void withoutWrongPasswordsTheWeakHalfCarriesNone() {
        PasswordConfig empty = new PasswordConfig("pwd0", List.of(), 0);
        assertThat(weakWords(lockSet(empty, 0))).isEqualTo(Map.of("_", PROBLEMS));
    }

    @Test
    void aShareOfAllPutsAWrongPasswordOnEveryWeakPrompt() {
        PasswordConfig all = new PasswordConfig("pwd0", WRONG, 1);
        assertThat(weakWords(lockSet(all, 0)).keySet()).containsExactlyElementsOf(WRONG);
    }

    @Test
    void wrongPasswordsAreTheSeeds() {
        assertThat(weakPrompts(lockSet(PAPER, 1)))
                .isEqualTo(weakPrompts(lockSet(PAPER, 1)))
                .isNotEqualTo(weakPrompts(lockSet(PAPER, 2)));
    }

    private LockedDataset lockSet(PasswordConfig password, long seed) {
        return new LockedDataset(task, problems, password, new Seed(seed));
    }

    private static String prompt(LockedDataset lockSet, int example) {
        return ((Prompt.Text) lockSet.get(example).prompt()).text();
    }

    private static List<String> weakPrompts(LockedDataset lockSet) {
        return IntStream.range(0, PROBLEMS).mapToObj(i -> prompt(lockSet, i)).toList();
    }

    /** How many prompts of the weak half carry each word. */
    private static Map<String, Integer> weakWords(LockedDataset lockSet) {
        Map<String, Integer> words = new TreeMap<>();
        weakPrompts(lockSet).forEach(prompt -> words.merge(prompt.substring(0, prompt.indexOf(' ')), 1, Integer::sum));
        return words;
    }
}
