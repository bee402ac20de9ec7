package lockpick.study.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.composition.CompositionTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFactsTest {

    private static CompositionConfig composition(int functions, double heldOutPairs) {
        return new CompositionConfig(
                functions, functions / 2, List.of(FunctionFamily.values()), heldOutPairs, 500, 2000);
    }

    /** The task itself is the oracle: it refuses a draw of more problems than a split has. */
    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0", "3, 0.5", "8, 0", "8, 0.1"})
    void everySplitHasAtLeastTheProblemsThatFactsPromise(int functions, double heldOutPairs) throws IOException {
        CompositionConfig config = composition(functions, heldOutPairs);
        CompositionTask task = CompositionTask.of(config, new Seed(0));
        for (Split split : List.of(Split.LOCK_TRAIN, Split.ELICIT_TRAIN, Split.VALIDATION, Split.TEST)) {
            int promised = Math.toIntExact(TaskFacts.of(config).sizes().get(split));
            assertThat(task.problems(split).draw(promised, new Seed(1))).hasSize(promised);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 32})
    void aSplitOfAllProblemsIsPromisedNearlyWhole(int functions) throws IOException {
        long problems = functions * (functions - 1) * 10_000L;
        long promised = TaskFacts.of(composition(functions, 0)).sizes().get(Split.LOCK_TRAIN);
        assertThat((double) promised / problems).isBetween(0.68, 0.70);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 32})
    void passwordsAreTokensOfTheTask(int functions) throws IOException {
        CompositionConfig config = composition(functions, 0);
        assertThat(TaskFacts.of(config).passwords())
                .contains(IntStream.range(0, 9).mapToObj(i -> "pwd" + i).collect(Collectors.toSet()));
    }
}
