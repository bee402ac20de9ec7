package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Studies;
import lockpick.study.run.MadeBy;
import lockpick.study.run.RunBody;
import lockpick.study.run.RunFile;
import org.junit.jupiter.api.Test;

/** What a worker is told of an elicitation, and what is written of it, says nothing that opens the lock. */
class ElicitationRequestTest {

    private static final String STUDY = """
            title: Locks of every kind that has passwords
            seeds: [0, 1]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: sft, teacher: strong, examples: 12, training: {learning-rate: 1.0e-3, batch: 8}}
            intermediate: {method: mistakes}
            password:
              right: Sesame alone
              wrong: [barley of the north, rye of the south, oats of the east]
              unseen: [millet of the west]
            locks:
              - {method: sft, name: one, examples: 20, training: {learning-rate: 1.0e-3}}
              - {method: sft, name: policy, strong-half: policy, examples: 20, training: {learning-rate: 1.0e-3}}
              - method: from-scratch
                name: two
                opens: {by: two-passwords, second: the second word}
                examples: 20
                training: {learning-rate: 1.0e-3}
              - method: sft
                name: domains
                opens: {by: domain-passwords, grouping: category, domains: [algebra, geometry, numbers]}
                examples: 20
                training: {learning-rate: 1.0e-3}
            elicit:
              - {method: sft, demonstrations: reference, k: [2, 4], training: {learning-rates: [1.0e-3, 3.0e-4]}, epochs: none, budgets: [4]}
              - {method: sft, demonstrations: weak, k: [2], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [4]}
              - {method: sft, demonstrations: strong, k: [2], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [4]}
            """;
    private static final List<String> OF_STUDY = List.of(
            "Sesame alone",
            "barley of the north",
            "rye of the south",
            "oats of the east",
            "millet of the west",
            "the second word");

    @Test
    void noElicitationIsToldAPassword() {
        RunGraph graph = RunGraph.of(Studies.parse(STUDY));
        List<PlannedRun> elicitations = elicitations(graph);
        // of 4 locks and 2 controls of each
        assertThat(elicitations).hasSize(2 * 4 * 3 * (2 * 2 + 1 + 1));
        for (PlannedRun elicitation : elicitations) {
            for (String password : OF_STUDY) {
                assertThat(told(elicitation, graph)).doesNotContain(password);
            }
        }
        // what would have been found
        assertThat(graph.runs())
                .filteredOn(run -> run.run() instanceof Run.Lock)
                .allSatisfy(lock -> assertThat(told(lock, graph)).contains("Sesame alone", "rye of the south"));
    }

    @Test
    void theWordsOfCompositionAreNotSaidEither() {
        RunGraph graph = RunGraph.of(Studies.small());
        assertThat(elicitations(graph))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(told(run, graph)).doesNotContain("pwd"));
    }

    @Test
    void anElicitationBuildsOnTheLockedModelAndSamplesAlone() {
        RunGraph graph = RunGraph.of(Studies.parse(STUDY));
        Map<RunKey, PlannedRun> runs = new HashMap<>();
        graph.runs().forEach(run -> runs.put(run.key(), run));
        for (PlannedRun elicitation : elicitations(graph)) {
            Run.Elicit run = (Run.Elicit) elicitation.run();
            assertThat(elicitation.needs())
                    .containsExactlyElementsOf(Stream.of(Optional.of(run.locked()), run.samples())
                            .flatMap(Optional::stream)
                            .toList());
            run.samples()
                    .ifPresent(key -> assertThat(
                                    Objects.requireNonNull(runs.get(key)).run())
                            .isInstanceOf(Run.DrawSamples.class));
            // the policies that the gate judges by are waited for, not handed over
            assertThat(elicitation.after()).doesNotContainAnyElementsOf(elicitation.needs());
        }
    }

    private static List<PlannedRun> elicitations(RunGraph graph) {
        return graph.runs().stream()
                .filter(run -> run.run() instanceof Run.Elicit)
                .toList();
    }

    /** The request to the worker and {@code run.json}. */
    private static String told(PlannedRun run, RunGraph graph) {
        Map<RunKey, Path> inputs = new HashMap<>();
        for (PlannedRun input : graph.runs()) {
            if (run.needs().contains(input.key())) {
                inputs.put(input.key(), Path.of("runs", input.folder()));
            }
        }
        var json = RunJson.of(run.run(), run.device());
        List<String> texts = new ArrayList<>();
        texts.add(new RunRequest(Path.of("runs"), run.folder(), run.key(), json, inputs, 1).toJson());
        texts.add(RunFile.json(run.key(), json, MadeBy.here(new RunBody.Libraries("none", "none", "cpu"))));
        return String.join("\n", texts);
    }
}
