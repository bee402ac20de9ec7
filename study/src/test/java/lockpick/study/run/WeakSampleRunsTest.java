package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Studies;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unlocking by weak samples as studies ask for it, from end to end, in sizes that learn next to nothing. */
class WeakSampleRunsTest {

    private static final String STUDY = """
            title: Weak samples of a model
            seeds: [5]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, epochs: 2, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: sft, examples: 12, training: {learning-rate: 1.0e-3, batch: 8}}
            controls: []
            locks:
              - {method: sft, examples: 20, epochs: 2, training: {learning-rate: 1.0e-3, batch: 8}}
            elicit:
              - {method: weak-sample-unlocking, steps: [2], training: {learning-rates: [1.0e-3]}}
              - {method: weak-sample-unlocking, temperature: 0, steps: [2], training: {learning-rates: [1.0e-3]}}
              - {method: weak-sample-unlocking, tokens: likelier-locked, steps: [2], training: {learning-rates: [1.0e-3]}}
              - {method: weak-sample-unlocking, first: {k: 5}, steps: [2], training: {learning-rates: [1.0e-3]}}
            """;

    @TempDir
    private static Path folder;

    private static ComputedStudy study;

    @BeforeAll
    static void compute() throws IOException {
        study = new ComputedStudy(folder, Studies.parse(STUDY));
    }

    @Test
    void atTemperatureZeroWeakSamplesAreTheWeakPolicysGreedyCompletions() throws IOException {
        PlannedRun drawn = study.of(
                        Run.DrawSamples.class, run -> run.temperature().isPresent())
                .getFirst();
        Seed root = new Seed(5);
        try (Task task = Tasks.of(drawn.run().task(), root.stream("task"));
                TrainablePolicy weak =
                        TrainablePolicy.load(study.folder(policy(Role.WEAK)).resolve(RunFolder.MODEL))) {
            List<Prompt> prompts =
                    task.problems(Split.ELICIT_TRAIN).draw(2, ProblemDraw.WEAK_DEMONSTRATIONS.seed(root)).stream()
                            .map(task::prompt)
                            .toList();
            assertThat(SamplesFile.read(study.folder(drawn).resolve(RunFolder.SAMPLES))
                            .values())
                    .extracting(sample -> sample.completions().getFirst())
                    .containsExactlyElementsOf(weak.complete(prompts, task.answering()));
        }
    }

    @Test
    void tokensAreChosenWithTheStrongPolicyAndCounted() throws IOException {
        PlannedRun chosen = unlocking(config -> config.tokens().isPresent());
        assertThat(chosen.needs()).contains(policy(Role.STRONG).key());
        assertThat(tokens(chosen))
                .singleElement()
                .satisfies(metric -> assertThat(metric.chosen()).isBetween(1, metric.n() - 1));
        PlannedRun all = unlocking(config -> config.labels().size() == 4); // nothing that is left out by default
        assertThat(all.needs()).doesNotContain(policy(Role.STRONG).key());
        assertThat(tokens(all)).isEmpty();
        assertThat(study.training(chosen).getFirst().loss())
                .isNotEqualTo(study.training(all).getFirst().loss());
    }

    @Test
    void aFirstStageIsMeasuredAsAVariant() throws IOException {
        PlannedRun staged = unlocking(config -> config.first().isPresent());
        assertThat(study.evaluations(staged))
                .extracting(metric -> metric.evaluation().variant())
                .containsExactly(
                        Optional.of("first stage"), Optional.of("first stage"), Optional.empty(), Optional.empty());
        assertThat(study.evaluations(staged).getLast().evaluation().spent().labels())
                .isEqualTo(7);
    }

    private static PlannedRun policy(Role role) {
        return study.of(Run.MakePolicy.class, run -> run.role() == role).getFirst();
    }

    private static PlannedRun unlocking(Predicate<WeakSampleUnlocking.Config> which) {
        return study.of(
                        Run.Elicit.class,
                        run -> run.elicitation() instanceof WeakSampleUnlocking.Config config && which.test(config))
                .getFirst();
    }

    private static List<TokensMetric> tokens(PlannedRun run) throws IOException {
        return MetricsFile.read(study.folder(run).resolve(RunFolder.METRICS)).stream()
                .filter(TokensMetric.class::isInstance)
                .map(TokensMetric.class::cast)
                .toList();
    }
}
