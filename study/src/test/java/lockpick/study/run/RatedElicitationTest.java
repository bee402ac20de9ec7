package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.endpoint.LocalService;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Studies;
import lockpick.study.grade.judge.JudgeAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elicitation that learns from a language model's ratings, as studies ask for it, in sizes that learn next to nothing. */
class RatedElicitationTest {

    private static final String STUDY = """
            title: Ratings
            seeds: [5]
            task: {kind: composition, functions: 8, identities: 4, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, training: {learning-rate: 1.0e-3, batch: 8}}
            controls: []
            locks:
              - {method: sft, examples: 20, training: {learning-rate: 1.0e-3, batch: 8}}
            elicit:
              - method: dpo
                rounds: 2
                problems: 5
                reward: reward
                judge: &judge {url: '%1$s', model: rater}
                training: {learning-rates: [1.0e-3]}
              - method: expert-iteration
                rounds: {count: 2, problems: 6, pool: 6}
                best: {keep: [3], reward: reward, judge: *judge}
                training: {learning-rates: [1.0e-3]}
              - method: grpo
                rounds: 2
                problems: 3
                group-size: 2
                reward: reward
                judge: *judge
                training: {learning-rates: [1.0e-3]}
            """;

    @TempDir
    private static Path folder;

    private static LocalService service;
    private static ComputedStudy study;

    /** A judge who finds all alike, halfway between a small mistake and not being sure. */
    @BeforeAll
    static void compute() throws IOException {
        service = new LocalService(asked -> JudgeAnswer.answer("3", 0.5, "4", 0.5));
        study = new ComputedStudy(folder, Studies.parse(STUDY.formatted(service.url())));
    }

    @AfterAll
    static void close() {
        service.close();
    }

    /** (3.5 − 1)/4. */
    @Test
    void rewardsOfRoundsAreTheJudgesAndWhatIsRightIsTheTasks() throws IOException {
        for (PlannedRun run : study.of(Run.Elicit.class, elicit -> true)) {
            List<RoundMetric> rounds = study.rounds(run);
            assertThat(rounds).hasSize(2).allSatisfy(metric -> {
                assertThat(metric.round().reward()).isCloseTo(0.625, within(1e-9));
                assertThat(metric.round().correct()).isZero();
            });
        }
    }

    /**
     * Two rounds of 5 · 2, of 6 and of 3 · 2 completions, of which equal ones are asked for once; those of evaluations are nobody's
     * to rate.
     */
    @Test
    void onlyWhatIsLearntFromIsRated() throws IOException {
        assertThat(service.asked())
                .hasSizeBetween(30, 2 * (10 + 6 + 6))
                .allMatch(asked -> asked.turn().startsWith("Consider the following problem:\n\nfn"));
        for (PlannedRun run : study.of(Run.Elicit.class, elicit -> true)) {
            assertThat(study.evaluations(run)).isNotEmpty().allMatch(metric -> metric.reward() == 0);
        }
    }
}
