package lockpick.study.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;

class DomainsTest {

    private static final Domains EVEN = new Domains("parity", List.of("even"));

    /** 0 to 9, rotated by the seed. */
    private static final ProblemSet NUMBERS = new ProblemSet() {
        @Override
        public long size() {
            return 10;
        }

        @Override
        public List<Problem> draw(int count, Seed seed) {
            int first = seed.generator().nextInt(10);
            return IntStream.range(first, first + count)
                    .mapToObj(i -> i % 10)
                    .map(i -> new Problem("" + i, "", "", Map.of("parity", i % 2 == 0 ? "even" : "odd")))
                    .toList();
        }
    };

    @Test
    void problemsOfSomeDomainsStandInTheOrderOfAll() {
        ProblemSet even = Domains.only(Optional.of(EVEN), NUMBERS);
        assertThat(even.size()).isEqualTo(5);
        for (int seed = 0; seed < 5; seed++) {
            List<Problem> all = NUMBERS.draw(10, new Seed(seed));
            List<Problem> expected = all.stream()
                    .filter(problem -> Integer.parseInt(problem.id()) % 2 == 0)
                    .toList();
            assertThat(even.draw(5, new Seed(seed))).isEqualTo(expected);
            assertThat(even.draw(2, new Seed(seed))).isEqualTo(expected.subList(0, 2));
        }
    }

    @Test
    void withoutDomainsAllProblemsAreThere() {
        assertThat(Domains.only(Optional.empty(), NUMBERS)).isSameAs(NUMBERS);
    }

    @Test
    void moreProblemsThanTheDomainsHaveAreRefused() {
        assertThatThrownBy(() -> Domains.only(Optional.of(EVEN), NUMBERS).draw(6, new Seed(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "asked for 6 problems of some domains, but there are 5; ask for fewer, or name more domains");
    }

    @Test
    void anotherGroupingHasNoneOfThem() {
        assertThat(new Domains("colour", List.of("even")).have(Map.of("parity", "even")))
                .isFalse();
    }
}
