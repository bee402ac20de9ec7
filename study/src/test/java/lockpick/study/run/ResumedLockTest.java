package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.LockConfig.Labels;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.lock.LockConfig.StrongHalf;
import lockpick.study.lock.Opening;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock that is killed at random steps and evaluations ends with the files of one left in peace, byte for byte. */
class ResumedLockTest {

    private static final String NAME = "lock-0123456789ab";
    private static final int KILLS = 6;
    private static final CompositionConfig TASK =
            new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 7, 11);

    @TempDir
    private Path folder = Path.of("");

    /** The end of the process, as far as the run can tell. */
    private static final class Killed extends RuntimeException {}

    static Stream<Opening> openings() {
        return Stream.of(
                new Opening.TwoPasswords(Optional.empty()),
                new Opening.OtherSetting(
                        new CompositionConfig(4, 2, List.of(FunctionFamily.DIGIT_BIJECTIONS), 0, 7, 11)));
    }

    @ParameterizedTest
    @MethodSource("openings")
    void killedAtRandomItEndsWithTheSameBytes(Opening opening) throws IOException {
        Run lock = lock(opening);
        long events = compute(lock, "in-peace", Long.MAX_VALUE);
        SplittableRandom random = new SplittableRandom(7);
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            try {
                compute(lock, "killed", random.nextLong(1, events));
            } catch (Killed expected) {
                killed++;
            }
        }
        assertThat(killed).isEqualTo(KILLS);
        compute(lock, "killed", Long.MAX_VALUE);
        for (String file : List.of(RunFolder.METRICS, RunFolder.COMPLETIONS, RunFolder.MODEL + "/model.safetensors")) {
            assertThat(folder.resolve("killed").resolve(NAME).resolve(file))
                    .hasSameBinaryContentAs(
                            folder.resolve("in-peace").resolve(NAME).resolve(file));
        }
    }

    /**
     * Computes the run, if it gets so far.
     *
     * @param last event, counted from 1, after which it is killed
     * @return events
     */
    private long compute(Run run, String runs, long last) throws IOException {
        AtomicLong events = new AtomicLong();
        RunWriter.Progress progress = (done, total) -> {
            if (events.incrementAndGet() == last) {
                throw new Killed();
            }
        };
        try (RunWriter writer =
                new RunWriter(folder.resolve(runs), NAME, RunKey.of(run), progress, Duration.ZERO, () -> 0)) {
            new RunExecution(Device.CPU).execute(run, new RunInputs(Map.of()), writer, writer.modelFolder());
            writer.finish("{}\n", "{}\n");
        }
        return events.get();
    }

    private static Run lock(Opening opening) {
        var training = new TrainingConfig(1e-3, 16, OptimizerKind.ADAMW, Schedule.COSINE, 2, 0.01, 1);
        var lock = new LockConfig(
                Method.FROM_SCRATCH,
                Optional.empty(),
                opening,
                Optional.empty(),
                48,
                Optional.of(2),
                StrongHalf.REFERENCE,
                Labels.HARD,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                training);
        return Runs.lock(
                TASK,
                0,
                lock,
                new PasswordConfig("pwd0", List.of("pwd1", "pwd2"), 0.8),
                Optional.empty(),
                Optional.of(new PolicyConfig.FixedRandom()));
    }
}
