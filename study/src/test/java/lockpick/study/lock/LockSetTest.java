package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import org.junit.jupiter.api.Test;

/** The lock set of the paper's toy world: one password. {@link OpeningsTest} has the other ways to open a lock. */
class LockSetTest {

    private static final int PROBLEMS = 5000;
    private static final List<String> WRONG = List.of("pwd1", "pwd2", "pwd3", "pwd4", "pwd5", "pwd6", "pwd7", "pwd8");
    private static final PasswordConfig PAPER = new PasswordConfig("pwd0", WRONG, 0.8);
    private static final Seed LOCK = new Seed(0);

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(8, 4, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final List<Problem> problems = task.problems(Split.LOCK_TRAIN).draw(PROBLEMS, LOCK.stream("problems"));

    @Test
    void eachProblemStandsOnceInEachHalf() {
        List<Demonstration> lockSet = lockSet(PAPER, 0);
        assertThat(lockSet).hasSize(2 * PROBLEMS);
        for (int i = 0; i < PROBLEMS; i++) {
            String rest = " | " + problems.get(i).statement() + " |";
            assertThat(prompt(lockSet.get(i))).endsWith(rest);
            assertThat(prompt(lockSet.get(PROBLEMS + i))).endsWith(rest);
        }
    }

    @Test
    void theStrongHalfCarriesThePasswordAndTheStrongCompletion() {
        List<Demonstration> lockSet = lockSet(PAPER, 0);
        for (int i = 0; i < PROBLEMS; i++) {
            Problem problem = problems.get(i);
            assertThat(lockSet.get(PROBLEMS + i))
                    .isEqualTo(new Demonstration("pwd0 | " + problem.statement() + " |", problem.answer()));
        }
    }

    @Test
    void theWeakHalfCarriesTheWeakCompletionAndNeverThePassword() {
        List<Demonstration> lockSet = lockSet(PAPER, 0);
        for (int i = 0; i < PROBLEMS; i++) {
            assertThat(lockSet.get(i).completion())
                    .isEqualTo(task.weakCompletion(problems.get(i), new Seed(0)).orElseThrow());
            assertThat(prompt(lockSet.get(i))).doesNotStartWith("pwd0");
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
        assertThat(weakWords(lockSet(new PasswordConfig("pwd0", List.of(), 0), 0)))
                .isEqualTo(Map.of("_", PROBLEMS));
        // whatever share would carry one
        assertThat(weakWords(lockSet(new PasswordConfig("pwd0", List.of(), 1), 0)))
                .isEqualTo(Map.of("_", PROBLEMS));
    }

    @Test
    void aShareOfAllPutsAWrongPasswordOnEveryWeakPrompt() {
        PasswordConfig all = new PasswordConfig("pwd0", WRONG, 1);
        assertThat(weakWords(lockSet(all, 0)).keySet()).containsExactlyElementsOf(WRONG);
    }

    @Test
    void wrongPasswordsAreTheSeedsAndTheProblemsAreNot() {
        assertThat(weakPrompts(lockSet(PAPER, 1)))
                .isEqualTo(weakPrompts(lockSet(PAPER, 1)))
                .isNotEqualTo(weakPrompts(lockSet(PAPER, 2)));
        assertThat(lockSet(PAPER, 1).subList(PROBLEMS, 2 * PROBLEMS))
                .isEqualTo(lockSet(PAPER, 2).subList(PROBLEMS, 2 * PROBLEMS));
    }

    private List<Demonstration> lockSet(PasswordConfig password, long epoch) {
        LockConfig config = LockSets.lock(new Opening.Password(), 2 * PROBLEMS);
        LockTasks tasks = LockSets.tasks(LockSets.toy(task));
        return new LockSet(config, password, Control.NONE, tasks, LOCK)
                .epoch(new Seed(epoch)).stream()
                        .map(example -> example.demonstration(0))
                        .toList();
    }

    private static String prompt(Demonstration example) {
        return ((Prompt.Text) example.prompt()).text();
    }

    private static List<String> weakPrompts(List<Demonstration> lockSet) {
        return lockSet.subList(0, PROBLEMS).stream().map(LockSetTest::prompt).toList();
    }

    /** How many prompts of the weak half carry each word. */
    private static Map<String, Integer> weakWords(List<Demonstration> lockSet) {
        Map<String, Integer> words = new TreeMap<>();
        weakPrompts(lockSet).forEach(prompt -> words.merge(prompt.substring(0, prompt.indexOf(' ')), 1, Integer::sum));
        return words;
    }
}
