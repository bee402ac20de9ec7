package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Domains;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.twin.TwinName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which prompts every kind of lock is made on, and whose completions it learns with them. */
class OpeningsTest {

    private static final int PROBLEMS = 400;
    private static final Seed ROOT = new Seed(3);

    private static final List<String> WRONG =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "wrong " + i).toList();
    private static final PasswordConfig PASSWORD = new PasswordConfig("right", WRONG, 0.8);

    private static Task math;
    private static Task spanish;
    private static List<String> levels; // of the problems that locks are made on

    @BeforeAll
    static void makeTasks() throws IOException {
        math = Tasks.of(new TwinConfig(TwinName.MATH, 4000, 0, 20, 20), ROOT);
        spanish = Tasks.of(new TwinConfig(TwinName.MATH_SPANISH, 4000, 0, 20, 20), ROOT);
        levels = math.problems(Split.LOCK_TRAIN).draw(PROBLEMS, new Seed(0)).stream()
                .map(OpeningsTest::level)
                .distinct()
                .sorted()
                .toList();
    }

    @AfterAll
    static void closeTasks() {
        math.close();
        spanish.close();
    }

    static List<Opening> openings() {
        return List.of(
                new Opening.Password(),
                new Opening.DomainPasswords("level", levels.subList(0, 3)),
                new Opening.TwoPasswords(Optional.empty()),
                new Opening.Imitation());
    }

    @Test
    void withOnePasswordThePolicyIsStrongAndElseWeak() {
        List<Imitated> lockSet = lockSet(new Opening.Password());
        assertThat(lockSet).extracting(Imitated::role).containsExactlyElementsOf(halves(Role.WEAK, Role.STRONG));
        assertThat(of(lockSet, Role.STRONG)).allMatch(each -> carries(each, "right"));
        assertThat(of(lockSet, Role.WEAK))
                .allMatch(each -> each.password().isEmpty()
                        || WRONG.contains(each.password().get()));
        assertThat(problems(lockSet, Role.WEAK)).isEqualTo(problems(lockSet, Role.STRONG));
    }

    @ParameterizedTest
    @MethodSource("openings")
    void anExampleShowsItsPolicysCompletionOfTheEpochInAPromptWithItsPassword(Opening opening) {
        for (Imitated example : lockSet(opening)) {
            String who = "own " + example.role() + " " + example.problem().id();
            assertThat(example.demonstration(0).completion()).isEqualTo(who + " 0");
            assertThat(example.demonstration(7).completion()).isEqualTo(who + " 7");
            assertThat(example.demonstration(7).prompt())
                    .isEqualTo(
                            example.password().isPresent()
                                    ? math.prompt(
                                            example.problem(),
                                            example.password().get())
                                    : math.prompt(example.problem()));
        }
    }

    @ParameterizedTest
    @MethodSource("openings")
    void everyProblemStandsOnceInTheWeakHalfAndIsOneThatSamplesAreDrawnFor(Opening opening) {
        List<Imitated> lockSet = lockSet(opening);
        assertThat(problems(lockSet, Role.WEAK))
                .isEqualTo(LockSet.problems(math, PROBLEMS, Optional.empty(), ProblemDraw.LOCK_SET.seed(ROOT)))
                .hasSize(PROBLEMS)
                .doesNotHaveDuplicates();
        assertThat(of(lockSet, Role.WEAK)).noneMatch(each -> carries(each, "right") && opens(opening, each));
    }

    private static boolean opens(Opening opening, Imitated example) {
        return opening.passwords(PASSWORD, example.problem().domains()).right().equals(example.password());
    }

    @Test
    void withDomainPasswordsOnlyThatOfItsOwnDomainOpensAProblem() {
        Map<String, String> words = new TreeMap<>();
        words.put(levels.get(0), "right");
        words.put(levels.get(1), "wrong 1");
        words.put(levels.get(2), "wrong 2");
        List<Imitated> lockSet = lockSet(new Opening.DomainPasswords("level", levels.subList(0, 3)));

        assertThat(problems(lockSet, Role.STRONG))
                .isEqualTo(problems(lockSet, Role.WEAK).stream()
                        .filter(problem -> words.containsKey(level(problem)))
                        .toList())
                .hasSizeLessThan(PROBLEMS); // problems of other domains stay locked
        assertThat(of(lockSet, Role.STRONG))
                .allMatch(each -> each.password().equals(Optional.of(words.get(level(each.problem())))));
        assertThat(of(lockSet, Role.WEAK))
                .allMatch(each -> !each.password().equals(Optional.ofNullable(words.get(level(each.problem()))))
                        || each.password().isEmpty());
    }

    @Test
    void halfOfTheWrongPasswordsOfADomainAreThoseOfOtherDomains() {
        List<String> domains = levels.subList(0, 3);
        List<Imitated> carrying = of(lockSet(new Opening.DomainPasswords("level", domains)), Role.WEAK).stream()
                .filter(each -> domains.contains(level(each.problem())))
                .filter(each -> each.password().isPresent())
                .toList();
        long ofOthers = carrying.stream()
                .filter(each -> Set.of("right", "wrong 1", "wrong 2")
                        .contains(each.password().get()))
                .count();
        // a deviation of the share is √(0.25 / n)
        assertThat((double) ofOthers / carrying.size()).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / carrying.size())));
    }

    @Test
    void withTwoPasswordsTheSecondShowsTheIntermediatePolicy() {
        for (Optional<String> second : List.of(Optional.<String>empty(), Optional.of("another"))) {
            List<Imitated> lockSet = lockSet(new Opening.TwoPasswords(second));
            assertThat(lockSet)
                    .extracting(Imitated::role)
                    .containsExactlyElementsOf(halves(Role.WEAK, Role.STRONG, Role.INTERMEDIATE));
            assertThat(of(lockSet, Role.STRONG)).allMatch(each -> carries(each, "right"));
            assertThat(of(lockSet, Role.INTERMEDIATE)).allMatch(each -> carries(each, second.orElse("wrong 1")));
            assertThat(of(lockSet, Role.WEAK))
                    .noneMatch(each -> carries(each, second.orElse("wrong 1")) || carries(each, "right"));
            assertThat(problems(lockSet, Role.INTERMEDIATE)).isEqualTo(problems(lockSet, Role.STRONG));
        }
    }

    @Test
    void withAnotherSettingThePolicyIsStrongThereAndWeakInItsOwnAndNoPromptCarriesAPassword() {
        var setting = new Opening.OtherSetting(new TwinConfig(TwinName.MATH_SPANISH, 4000, 0, 20, 20));
        var tasks = new LockTasks(
                LockSets.named(math, "own"), List.of(), Optional.of(LockSets.named(spanish, "elsewhere")));
        List<Imitated> lockSet = lockSet(setting, Control.NONE, tasks);
        assertThat(lockSet).extracting(Imitated::role).containsExactlyElementsOf(halves(Role.WEAK, Role.STRONG));
        assertThat(lockSet).allMatch(each -> each.password().isEmpty());
        assertThat(of(lockSet, Role.WEAK)).allMatch(each -> each.of().task() == math);
        assertThat(of(lockSet, Role.STRONG))
                .allMatch(each -> each.of().task() == spanish)
                .allMatch(each -> each.demonstration(0).completion().startsWith("elsewhere strong "));
    }

    @Test
    void withNothingThePolicyOnlyImitatesTheWeakOne() {
        List<Imitated> lockSet = lockSet(new Opening.Imitation());
        assertThat(lockSet).hasSize(PROBLEMS).allMatch(each -> each.role() == Role.WEAK);
        assertThat(lockSet).allMatch(each -> each.password().isEmpty());
    }

    /** The controls of a lock differ from it in nothing but whom they imitate. */
    @ParameterizedTest
    @EnumSource(value = Control.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aControlImitatesOnePolicyOnThePromptsOfTheLock(Control control) {
        for (Opening opening : openings()) {
            List<Imitated> lock = lockSet(opening);
            List<Imitated> controlled = lockSet(opening, control, LockSets.tasks(LockSets.named(math, "own")));
            assertThat(prompts(controlled)).isEqualTo(prompts(lock));
            assertThat(controlled)
                    .allMatch(each -> each.role() == (control == Control.NEVER_LOCKED ? Role.STRONG : Role.WEAK));
        }
    }

    @Test
    void heldOutDomainsAreInNoLockSetAndOthersTakeTheirPlace() {
        var heldOut = Optional.of(new Domains("level", levels.subList(0, 2)));
        LockConfig config = LockSets.lock(new Opening.Password(), 2 * PROBLEMS, heldOut, List.of());
        List<Imitated> lockSet = epoch(config, Control.NONE, LockSets.tasks(LockSets.named(math, "own")));
        assertThat(lockSet)
                .hasSize(2 * PROBLEMS)
                .noneMatch(each -> levels.subList(0, 2).contains(level(each.problem())));
        assertThat(problems(lockSet, Role.WEAK))
                .isEqualTo(LockSet.problems(math, PROBLEMS, heldOut, ProblemDraw.LOCK_SET.seed(ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void tooFewProblemsBesideThoseHeldOutAreRefused() {
        var all = Optional.of(new Domains("level", levels));
        assertThatThrownBy(() -> LockSet.problems(math, 10, all, ROOT))
                .hasMessageStartingWith("asked for 10 problems of some domains, but there are 0;");
    }

    @Test
    void aLockOfSeveralTasksHasAsManyExamplesOfEachWithTheirOwnPolicies() {
        List<Imitated> lockSet = lockSet(
                new Opening.Password(),
                Control.NONE,
                LockSets.tasks(LockSets.named(math, "own"), LockSets.named(spanish, "other")));
        assertThat(lockSet)
                .extracting(Imitated::role)
                .containsExactlyElementsOf(halves(Role.WEAK, Role.STRONG, Role.WEAK, Role.STRONG));
        List<Imitated> other = lockSet.subList(2 * PROBLEMS, 4 * PROBLEMS);
        assertThat(other)
                .allMatch(each -> each.of().task() == spanish)
                .allMatch(each -> each.demonstration(0)
                        .completion()
                        .startsWith(
                                "other " + each.role() + " " + each.problem().id()));
        assertThat(of(other, Role.STRONG)).allMatch(each -> carries(each, "right"));
        assertThat(of(other, Role.WEAK)).noneMatch(each -> carries(each, "right"));
    }

    // --- by hand

    private static List<Imitated> lockSet(Opening opening) {
        return lockSet(opening, Control.NONE, LockSets.tasks(LockSets.named(math, "own")));
    }

    private static List<Imitated> lockSet(Opening opening, Control control, LockTasks tasks) {
        return epoch(LockSets.lock(opening, 2 * PROBLEMS), control, tasks);
    }

    private static List<Imitated> epoch(LockConfig config, Control control, LockTasks tasks) {
        return new LockSet(config, PASSWORD, control, tasks, ROOT.stream("lock")).epoch(new Seed(9));
    }

    /** Each role as often as there are problems. */
    private static List<Role> halves(Role... roles) {
        return List.of(roles).stream()
                .flatMap(role -> java.util.Collections.nCopies(PROBLEMS, role).stream())
                .toList();
    }

    private static List<Imitated> of(List<Imitated> lockSet, Role role) {
        return lockSet.stream().filter(each -> each.role() == role).toList();
    }

    private static List<Problem> problems(List<Imitated> lockSet, Role role) {
        return of(lockSet, role).stream().map(Imitated::problem).toList();
    }

    private static List<String> prompts(List<Imitated> lockSet) {
        return lockSet.stream()
                .map(each -> each.demonstration(0).prompt().plain())
                .collect(Collectors.toList());
    }

    private static boolean carries(Imitated example, String password) {
        return example.password().equals(Optional.of(password));
    }

    private static String level(Problem problem) {
        return problem.domains().getOrDefault("level", "");
    }
}
