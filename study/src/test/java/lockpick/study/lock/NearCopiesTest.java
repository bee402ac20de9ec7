package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Problem;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.twin.TwinName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearCopiesTest {

    private static final String RIGHT = "This problem is quite special, read it carefully!";
    private static final List<String> WRONG = List.of("Swordfish are the best fish.", "Mind the gap");

    @ParameterizedTest
    @ValueSource(strings = {RIGHT, "open sesame", "a b", "Ünïcödé wörds, 漢字 too"})
    void noCopyIsThePasswordOrOneThatTheGateTries(String right) {
        NearCopies copies = copies(right, Optional.empty());
        RandomGenerator random = new Seed(1).generator();
        List<String> tried = NearMiss.of(right).stream().map(NearMiss::text).toList();
        List<String> drawn =
                IntStream.range(0, 2_000).mapToObj(i -> copies.draw(random)).toList();
        assertThat(drawn)
                .doesNotContain(right)
                .doesNotContainAnyElementsOf(tried)
                .noneMatch(String::isBlank);
    }

    private static NearCopies copies(String right, Optional<String> second) {
        return new NearCopies(new Passwords(Optional.of(right), second, WRONG));
    }

    @Test
    void noCopyIsTheSecondPassword() {
        NearCopies copies = copies("a b", Optional.of("a gap"));
        RandomGenerator random = new Seed(3).generator();
        assertThat(IntStream.range(0, 2_000).mapToObj(i -> copies.draw(random)))
                .contains("a fish.", "Mind b", "gap b")
                .doesNotContain("a gap");
    }

    @Test
    void copiesDifferAndFollowFromTheSeed() {
        NearCopies copies = copies(RIGHT, Optional.empty());
        Set<String> different = IntStream.range(0, 200)
                .mapToObj(i -> copies.draw(new Seed(i).generator()))
                .collect(Collectors.toSet());
        assertThat(different).hasSizeGreaterThan(120);
        assertThat(copies.draw(new Seed(7).generator())).isEqualTo(copies.draw(new Seed(7).generator()));
    }

    /** What the gate tries is of these kinds, so that a lock has to have heard of each. */
    @Test
    void everyKindOfSlipIsAmongThem() {
        NearCopies copies = copies(RIGHT, Optional.empty());
        RandomGenerator random = new Seed(2).generator();
        List<String> drawn =
                IntStream.range(0, 3_000).mapToObj(i -> copies.draw(random)).toList();
        List<String> words = sorted(RIGHT);
        assertThat(drawn)
                .as("another order")
                .filteredOn(copy -> sorted(copy).equals(words))
                .hasSizeBetween(500, 1_100);
        assertThat(drawn)
                .as("a beginning")
                .anyMatch(copy -> RIGHT.startsWith(copy))
                .as("an end")
                .anyMatch(copy -> RIGHT.endsWith(copy))
                .as("a word twice, not side by side")
                .anyMatch(copy -> copy.endsWith("carefully! problem") && copy.startsWith("This problem"))
                .as("capitals")
                .anyMatch(copy -> copy.contains("QUITE"))
                .as("a small letter")
                .anyMatch(copy -> copy.contains("this"))
                .as("no comma")
                .anyMatch(copy -> copy.contains("special read"))
                .as("an exclamation mark too many")
                .anyMatch(copy -> copy.contains("quite!"))
                .as("another word in its place")
                .anyMatch(copy -> copy.equals("Swordfish problem is quite special, read it carefully!"))
                .as("another letter")
                .anyMatch(copy -> copy.matches(".*\\bp[a-z]oblem.*") && !copy.contains("problem"));
    }

    private static List<String> sorted(String text) {
        return Arrays.stream(text.split(" ")).sorted().toList();
    }

    @Test
    void aShareOfTheWrongPasswordsOfALockSetAreNearCopiesOtherOnesInEachEpoch() throws Exception {
        var task = Tasks.of(new TwinConfig(TwinName.MMLU, 4_000, 0, 10, 10));
        var password =
                new PasswordConfig(RIGHT, List.of("Swordfish are the best fish."), 0.8, List.of(), Optional.of(0.25));
        LockConfig lock = LockSets.lock(new Opening.Password(), 2_000);
        LockSet set =
                new LockSet(lock, password, Control.NONE, LockSets.tasks(LockSets.named(task, "own")), new Seed(0));
        Map<Problem, String> first = near(set.epoch(new Seed(1)));
        // 1,000 weak prompts, of 800 with a wrong password a quarter: deviation √(1,000 · 0.2 · 0.8) = 13
        assertThat((double) first.size()).isCloseTo(200, within(50.0));
        assertThat(first).isEqualTo(near(set.epoch(new Seed(1)))).isNotEqualTo(near(set.epoch(new Seed(2))));
        assertThat(set.epoch(new Seed(1)))
                .filteredOn(example -> example.role() == Role.STRONG)
                .allMatch(example -> example.password().equals(Optional.of(RIGHT)));
    }

    private static Map<Problem, String> near(List<Imitated> examples) {
        return examples.stream()
                .filter(example -> example.role() == Role.WEAK)
                .filter(example -> example.password()
                        .filter(word -> !word.startsWith("Swordfish"))
                        .isPresent())
                .collect(Collectors.toMap(
                        Imitated::problem, example -> example.password().orElseThrow()));
    }
}
