package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.engine.tensor.Device;
import lockpick.study.elicit.ChosenTokens;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.ManySamples;
import lockpick.study.elicit.Position;
import lockpick.study.elicit.Prompting;
import lockpick.study.elicit.Steering;
import lockpick.study.elicit.SteeringVectors;
import lockpick.study.elicit.SweptTraining;
import lockpick.study.elicit.TokenSearch;
import lockpick.study.elicit.TriggerRecovery;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.elicit.WeightNoise;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.policy.ModelPreset;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that try several things beside each other end with the same bytes when they are killed on the way. */
class ResumedMethodsTest {

    private static final CompositionConfig TASK =
            new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 7, 11);

    @TempDir
    private Path folder = Path.of("");

    /** The end of the process, as far as the run can tell. */
    private static final class Killed extends RuntimeException {}

    static Stream<ElicitationConfig> methods() {
        return Stream.of(
                new Prompting.Config(
                        List.of(1, 2),
                        DemonstrationSource.WEAK,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(Position.BOTH)),
                new WeightNoise.Config(List.of(0.01), WeightNoise.Scale.RELATIVE, 2, List.of(0.5)),
                new TriggerRecovery.Config(
                        List.of(TriggerRecovery.Source.values()),
                        TriggerRecovery.Objective.DIVERGENCE,
                        List.of(Position.BOTH),
                        TriggerRecovery.Vocabulary.TOKENS,
                        2,
                        8,
                        32,
                        8,
                        new TokenSearch(List.of(2), 3, 2, 8, 4),
                        2),
                new Steering.Config(new SteeringVectors.MeanDifference(
                        DemonstrationSource.WEAK, List.of(4), List.of(0.33, 0.67), List.of(1.0, 2.0))),
                new Steering.Config(new SteeringVectors.Unsupervised(4, 0.33, 1, List.of(0.5, 1.0), 2, 3, 0.02)),
                unlocking(1, true, Optional.empty(), Optional.empty()),
                unlocking(2, true, Optional.empty(), Optional.empty()),
                unlocking(2, false, Optional.empty(), Optional.empty()),
                unlocking(1, true, Optional.of(ChosenTokens.LIKELIER_LOCKED), Optional.empty()),
                unlocking(1, true, Optional.empty(), Optional.of(new ManySamples(4, 2))),
                unlocking(2, false, Optional.of(ChosenTokens.LIKELIER_STRONG), Optional.of(new ManySamples(4, 2))));
    }

    private static ElicitationConfig unlocking(
            int runs, boolean average, Optional<ChosenTokens> tokens, Optional<ManySamples> first) {
        return new WeakSampleUnlocking.Config(
                List.of(2),
                List.of(2, 3),
                runs,
                average,
                16,
                tokens,
                Optional.empty(),
                first,
                new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 0, 0.01, 1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void killedOnTheWayItEndsWithTheSameBytes(ElicitationConfig method) throws IOException {
        RunKey locked = made(64);
        Optional<RunKey> strong = method.readsStrong() ? Optional.of(made(128)) : Optional.empty();
        Run run = new Run.Elicit(
                TASK,
                ModelPreset.NANO,
                Optional.empty(),
                0,
                1,
                method,
                new PolicyConfig.Mistakes(),
                locked,
                Optional.empty(),
                strong,
                Optional.empty());
        RunInputs inputs = new RunInputs(Stream.concat(Stream.of(locked), strong.stream())
                .collect(Collectors.toMap(Function.identity(), key -> folder.resolve("inputs/" + key.hex()))));

        long events = compute(run, inputs, "in-peace", Long.MAX_VALUE);
        assertThat(events)
                .isGreaterThanOrEqualTo(
                        method.effort().steps() + 2L * method.effort().evaluations());
        int killed = 0;
        while (isKilled(run, inputs, 1 + 2 * killed)) { // what was made once before makes no event again
            killed++;
        }
        assertThat(killed).isGreaterThanOrEqualTo(method.effort().evaluations());
        for (String file : List.of(RunFolder.METRICS, RunFolder.COMPLETIONS)) {
            assertThat(folder.resolve("killed/" + name(run)).resolve(file))
                    .hasSameBinaryContentAs(
                            folder.resolve("in-peace/" + name(run)).resolve(file));
        }
        assertThat(folder.resolve("killed/.work/" + name(run) + ".journal")).doesNotExist();
    }

    /** A policy that learns from so many right answers. */
    private RunKey made(int examples) throws IOException {
        Run policy = Runs.strong(
                TASK, 0, examples, 1, new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 10, 0.01, 1));
        new ComputedRuns(folder.resolve("inputs")).compute(policy);
        return RunKey.of(policy);
    }

    private boolean isKilled(Run run, RunInputs inputs, long event) throws IOException {
        try {
            compute(run, inputs, "killed", event);
            return false;
        } catch (Killed expected) {
            return true;
        }
    }

    private static String name(Run run) {
        return run.called() + "-0123456789ab";
    }

    /**
     * Computes the run, if it gets so far.
     *
     * @param last event, counted from 1, after which it is killed
     * @return events
     */
    private long compute(Run run, RunInputs inputs, String runs, long last) throws IOException {
        AtomicLong events = new AtomicLong();
        RunWriter.Progress progress = (done, total) -> {
            assertThat(done).isLessThanOrEqualTo(total);
            if (events.incrementAndGet() == last) {
                throw new Killed();
            }
        };
        try (RunWriter writer = new RunWriter(
                folder.resolve(runs), name(run), RunKey.of(run), progress, Duration.ZERO, System::nanoTime)) {
            new RunExecution(Device.CPU).execute(run, inputs, writer, writer.modelFolder());
            writer.finish("{}\n", "{}\n");
        }
        return events.get();
    }
}
