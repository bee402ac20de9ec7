package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.tensor.Device;
import lockpick.study.elicit.BestSamples;
import lockpick.study.elicit.BestSamples.TrainedOn;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.elicit.ExpertIteration;
import lockpick.study.elicit.Filtering;
import lockpick.study.elicit.Lora;
import lockpick.study.elicit.Rounds;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.elicit.SweptTraining;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.grade.RewardSignal;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An elicitation that is killed over and over writes the files of one that is left in peace, byte for byte. */
class ResumedElicitationTest {

    private static final String NAME = "sft-0123456789ab";

    /** 6 steps, three times two evaluations; each is an event at which the run may be killed. */
    private static final int EVENTS = 6 + 3 * 2;

    /** Three rounds of two steps each, with two evaluations. */
    private static final int EVENTS_OF_ROUNDS = 3 + 3 * 2 + 3 * 2;

    @TempDir
    private Path folder = Path.of("");

    private Run elicitation = strong();
    private int events = EVENTS;
    private RunInputs inputs = new RunInputs(Map.of());

    /** The end of the process, as far as the run can tell. */
    private static final class Killed extends RuntimeException {}

    @BeforeEach
    void makeWhatIsElicited() throws IOException {
        RunKey locked = RunKey.of(strong());
        ComputedRuns runs = new ComputedRuns(folder.resolve("inputs"));
        runs.compute(strong());
        inputs = new RunInputs(Map.of(locked, folder.resolve("inputs").resolve(locked.hex())));
        elicitation = elicitation(locked);
    }

    @ParameterizedTest
    @CsvSource({"expert-iteration, 0", "expert-iteration, 3", "filtering, 3"})
    void killedAtEveryRoundStepAndEvaluationItEndsWithTheSameBytes(String method, long interval) throws IOException {
        elicitation = ofRounds(method, ((Run.Elicit) elicitation).locked());
        events = EVENTS_OF_ROUNDS;
        killedAtEveryStepAndEvaluationItEndsWithTheSameBytes(interval);
    }

    /** In seconds; each look at the clock is one second after the last. */
    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void killedAtEveryStepAndEvaluationItEndsWithTheSameBytes(long interval) throws IOException {
        compute("in-peace", Integer.MAX_VALUE, interval);
        int killed = 0;
        for (int event = 1; event <= events; event++) {
            try {
                compute("killed", event, interval);
            } catch (Killed expected) {
                killed++;
            }
        }
        assertThat(killed).isEqualTo(events);
        compute("killed", Integer.MAX_VALUE, interval);
        assertSameResults();
    }

    @Test
    void everyStepAndEvaluationIsKeptAtOnceWhereTheIntervalIsZero() throws IOException {
        for (int event = 1; event <= EVENTS; event++) {
            try {
                compute("killed", event, 0);
            } catch (Killed expected) {
                assertThat(folder.resolve("killed/.work/" + NAME + ".journal"))
                        .isDirectoryContaining("glob:**/" + event);
            }
        }
    }

    @Test
    void aJournalThatHasLostItsEvaluationsIsNotGoneOnFrom() throws IOException {
        compute("in-peace", Integer.MAX_VALUE, 0);
        try {
            compute("killed", 9, 0);
        } catch (Killed expected) {
            Files.delete(folder.resolve("killed/.work/" + NAME + ".journal/9/evaluations.jsonl"));
        }
        compute("killed", Integer.MAX_VALUE, 0);
        assertSameResults();
    }

    /** The adapter is all that is trained, and so all that is kept. */
    @Test
    void withAnAdapterItEndsWithTheSameBitsAndKeepsNoOtherWeights() throws IOException {
        SweptTraining training = new SweptTraining(
                List.of(1e-3), OptimizerKind.ADAMW, 2, 0.01, 1, 0, false, Optional.of(new Lora(2, 4)));
        elicitation = Runs.elicit(
                task(),
                0,
                new SupervisedFineTuning.Config(
                        DemonstrationSource.REFERENCE,
                        List.of(20),
                        Optional.empty(),
                        EpochRule.NONE,
                        List.of(20, 40, 60),
                        16,
                        training),
                ((Run.Elicit) elicitation).locked());
        assertThatThrownBy(() -> compute("killed", 1, 0)).isInstanceOf(Killed.class);
        SafeTensors state = SafeTensors.open(folder.resolve("killed/.work/" + NAME + ".journal/1/state.safetensors"));
        // 3 layers of 4 matrices: (64 + 192) + (64 + 64) + 2 · (64 + 256) inputs and outputs, rank 2
        assertThat(state.shape("weights")).containsExactly(3 * 1024 * 2);
        killedAtEveryStepAndEvaluationItEndsWithTheSameBytes(0);
    }

    private void assertSameResults() {
        for (String file : List.of(RunFolder.METRICS, RunFolder.COMPLETIONS)) {
            assertThat(folder.resolve("killed").resolve(NAME).resolve(file))
                    .hasSameBinaryContentAs(
                            folder.resolve("in-peace").resolve(NAME).resolve(file));
        }
        assertThat(folder.resolve("killed/.work/" + NAME + ".journal")).doesNotExist();
    }

    /** @param last event, counted from 1, after which the run is killed */
    private void compute(String runs, int last, long interval) throws IOException {
        AtomicLong event = new AtomicLong();
        AtomicLong seconds = new AtomicLong();
        RunWriter.Progress progress = (done, total) -> {
            if (event.incrementAndGet() == last) {
                throw new Killed();
            }
        };
        try (RunWriter writer = new RunWriter(
                folder.resolve(runs),
                NAME,
                RunKey.of(elicitation),
                progress,
                Duration.ofSeconds(interval),
                () -> seconds.getAndIncrement() * 1_000_000_000)) {
            new RunExecution(Device.CPU).execute(elicitation, inputs, writer, writer.modelFolder());
            assertThat(event).hasValue(events);
            writer.finish("{}\n", "{}\n");
        }
    }

    private static Run strong() {
        return Runs.strong(task(), 0, 256, 2, training());
    }

    /** 20 demonstrations in batches of 16 + 4: 16, 20 | 36, 40 | 56, 60 sequences. */
    private static Run elicitation(RunKey locked) {
        return Runs.sft(task(), 0, DemonstrationSource.REFERENCE, 20, 1e-3, List.of(20, 40, 60), 16, 2, locked);
    }

    /** The best 4 of 12 completions, twice in batches of 4, three times. */
    private static Run ofRounds(String method, RunKey locked) {
        Rounds rounds = new Rounds(3, 12, 20, 1);
        BestSamples best = new BestSamples(List.of(4), RewardSignal.REWARD, Optional.empty(), false, TrainedOn.ROUND);
        SweptTraining training = new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 2, 0.01, 1);
        return Runs.elicit(
                task(),
                0,
                method.equals("filtering")
                        ? new Filtering.Config(rounds, best, 2, 4, training)
                        : new ExpertIteration.Config(rounds, best, 2, 4, training, Optional.empty()),
                locked);
    }

    private static CompositionConfig task() {
        return new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 7, 11);
    }

    private static TrainingConfig training() {
        return new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 10, 0.01, 1);
    }
}
