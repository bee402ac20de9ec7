package lockpick.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockpick.report.read.Outcomes;
import lockpick.study.measure.Estimate;
import org.junit.jupiter.api.Test;

class DomainCorrectnessTest {

    private static final List<Map<String, String>> DOMAINS = List.of(
            Map.of("category", "algebra", "level", "5"),
            Map.of("category", "geometry", "level", "5"),
            Map.of("category", "algebra", "level", "4"));

    private static Outcomes outcomes(boolean... correct) {
        return new Outcomes(List.of("a", "b", "c"), DOMAINS, correct);
    }

    /** By hand: algebra is a and c, of which none and then both are right under seed 0, one and one under seed 1. */
    @Test
    void sharesOfEachDomainAreMeansOverSeeds() {
        assertThat(DomainCorrectness.of(List.of(
                        new DomainCorrectness.Pair(outcomes(false, true, false), outcomes(true, true, true)),
                        new DomainCorrectness.Pair(outcomes(true, false, false), outcomes(false, true, true)))))
                .containsExactly(
                        of("category", "algebra", 2, List.of(0.0, 0.5), List.of(1.0, 0.5)),
                        of("category", "geometry", 1, List.of(1.0, 0.0), List.of(1.0, 1.0)),
                        of("level", "4", 1, List.of(0.0, 0.0), List.of(1.0, 1.0)),
                        of("level", "5", 2, List.of(0.5, 0.5), List.of(1.0, 0.5)));
    }

    @Test
    void problemsWithoutDomainsGiveNothing() {
        var without = new Outcomes(List.of("a"), List.of(Map.of()), new boolean[] {true});
        assertThat(DomainCorrectness.of(List.of(new DomainCorrectness.Pair(without, without))))
                .isEmpty();
    }

    private static DomainCorrectness of(
            String grouping, String domain, int problems, List<Double> before, List<Double> after) {
        return new DomainCorrectness(grouping, domain, problems, Estimate.over(before), Estimate.over(after));
    }
}
