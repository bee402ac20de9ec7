package lockpick.report.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Correctness;
import lockpick.study.measure.Estimate;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.task.Domains;
import org.junit.jupiter.api.Test;

class AcrossDomainsTest {

    private static final List<String> CATEGORIES = List.of("algebra", "geometry", "numbers");

    /**
     * Shown algebra: 0.8 ± 0.03 there; elsewhere (0.5 + 0.3) / 2 = 0.4 ± √(0.03² + 0.04²) / 2 = 0.025; on all
     * 1.6 / 3 ± √(0.03² + 0.03² + 0.04²) / 3 = √0.0034 / 3.
     */
    @Test
    void shownDomainsAndOthersAreMeansOfTheirDomains() {
        AcrossDomains found = AcrossDomains.of(List.of(algebra())).getFirst();

        assertThat(found.called()).isEqualTo("sft, demonstrations reference, k 4");
        assertThat(found.shown()).isEqualTo("algebra");
        is(found.onShown().orElseThrow(), 1, 0.8, 0.03);
        is(found.onOthers().orElseThrow(), 2, 0.4, 0.025);
        is(found.all(), 3, 1.6 / 3, Math.sqrt(0.0034) / 3);
    }

    /**
     * Shown geometry: 0.6 ± 0.04 there, elsewhere (0.4 + 0.2) / 2 = 0.3 ± √(0.06² + 0.08²) / 2 = 0.05. Each alone: there
     * (0.8 + 0.6) / 2 ± √(0.03² + 0.04²) / 2, elsewhere (0.4 + 0.3) / 2 ± √(0.025² + 0.05²) / 2.
     */
    @Test
    void resultsOfOneDomainEachHaveAMeanAsWell() {
        Elicitation geometry = elicitation("geometry", estimate(0.4, 0.06), estimate(0.6, 0.04), estimate(0.2, 0.08));

        List<AcrossDomains> found = AcrossDomains.of(List.of(algebra(), geometry));

        assertThat(found).extracting(AcrossDomains::shown).containsExactly("algebra", "geometry", "each alone");
        is(found.getLast().onShown().orElseThrow(), 2, 0.7, 0.025);
        is(found.getLast().onOthers().orElseThrow(), 2, 0.35, Math.sqrt(0.003125) / 2);
    }

    @Test
    void demonstrationsOfAllDomainsHaveNoOthers() {
        AcrossDomains found = AcrossDomains.of(
                        List.of(elicitation("", estimate(0.8, 0.03), estimate(0.5, 0.03), estimate(0.3, 0.04))))
                .getFirst();

        assertThat(found.shown()).isEmpty();
        assertThat(found.onShown()).isEmpty();
        assertThat(found.onOthers()).isEmpty();
        assertThat(found.all().over()).isEqualTo(3);
    }

    private static void is(DomainMean mean, int over, double after, double error) {
        assertThat(mean.over()).isEqualTo(over);
        assertThat(mean.after().mean()).isCloseTo(after, within(1e-12));
        assertThat(mean.after().standardError().orElseThrow()).isCloseTo(error, within(1e-12));
    }

    private static Elicitation algebra() {
        return elicitation("algebra", estimate(0.8, 0.03), estimate(0.5, 0.03), estimate(0.3, 0.04));
    }

    private static Estimate estimate(double mean, double error) {
        return new Estimate(mean, OptionalDouble.of(error), 3);
    }

    /** @param after of each category */
    private static Elicitation elicitation(String shown, Estimate... after) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("demonstrations", "reference");
        if (!shown.isEmpty()) {
            settings.put("domains", shown);
        }
        settings.put("k", "4");
        Measurement some = new Measurement(new TreeMap<>(Map.of(
                0L,
                new EvaluationMetric(
                        new Evaluation(1, 4, 1, Policy.UNLOCKED, Prompt.NO_PASSWORD, Split.TEST),
                        new Correctness(1, 2),
                        0,
                        0.5))));
        Choice choice = new Choice(new Candidate(1e-3, 4), some, some, Optional.empty());
        return new Elicitation(
                "lock",
                "sft",
                settings,
                List.of(0L),
                1,
                choice,
                choice,
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(domain(0, after[0]), domain(1, after[1]), domain(2, after[2])),
                shown.isEmpty() ? Optional.empty() : Optional.of(new Domains("category", List.of(shown))));
    }

    private static DomainCorrectness domain(int category, Estimate after) {
        return new DomainCorrectness("category", CATEGORIES.get(category), 10, estimate(0.1, 0.01), after);
    }
}
