package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy drew before its run was killed is not drawn again. */
class ResumedSamplesTest {

    private static final CompositionConfig TASK =
            new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 7, 11);
    private static final int PROBLEMS = 1_100; // three portions
    private static final int DRAWS = 2;

    @TempDir
    private Path folder = Path.of("");

    private Run run = Runs.weak(TASK, 0);
    private RunInputs inputs = new RunInputs(Map.of());

    /** The end of the process, as far as the run can tell. */
    private static final class Killed extends RuntimeException {}

    @BeforeEach
    void policy() throws IOException {
        Run.MakePolicy policy = (Run.MakePolicy) Runs.strong(
                TASK, 0, 64, 1, new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 10, 0.01, 1));
        new ComputedRuns(folder.resolve("inputs")).compute(policy);
        RunKey key = RunKey.of(policy);
        inputs = new RunInputs(Map.of(key, folder.resolve("inputs/" + key.hex())));
        run = new Run.DrawSamples(
                TASK,
                ModelPreset.NANO,
                Optional.empty(),
                0,
                1,
                Role.STRONG,
                policy.policy(),
                ProblemDraw.DEMONSTRATIONS,
                PROBLEMS,
                DRAWS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key));
    }

    @Test
    void killedOnTheWayItEndsWithTheSameSamples() throws IOException {
        Work inPeace = compute("in-peace", Long.MAX_VALUE);
        assertThat(inPeace.generatedCompletions()).isEqualTo((long) PROBLEMS * DRAWS);
        assertThat(inPeace.generatedTokens()).isGreaterThan((long) PROBLEMS * DRAWS); // their ends and more
        kill();
        assertThat(compute("killed", Long.MAX_VALUE))
                .usingRecursiveComparison()
                .ignoringFields("trainSeconds", "evaluationSeconds")
                .isEqualTo(inPeace);
        assertThat(samples("killed")).hasSameBinaryContentAs(samples("in-peace"));
    }

    @Test
    void itGoesOnFromWhatItHasDrawn() throws IOException {
        kill();
        Path drawn;
        try (Stream<Path> files = Files.walk(folder.resolve("killed/.work/" + name() + ".journal"))) {
            drawn = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.writeString(
                drawn,
                Files.readString(drawn).replaceAll("\"completions\":\\[[^]]*]", "\"completions\":[\"0\",\"0\"]"));
        compute("killed", Long.MAX_VALUE);
        assertThat(SamplesFile.read(samples("killed")).values())
                .filteredOn(sample -> sample.completions().equals(List.of("0", "0")))
                .hasSize(512);
    }

    private void kill() {
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> compute("killed", 1));
    }

    private Path samples(String runs) {
        return folder.resolve(runs).resolve(name()).resolve(RunFolder.SAMPLES);
    }

    private String name() {
        return run.called() + "-0123456789ab";
    }

    /** @param last sign of life, counted from 1, after which it is killed */
    private Work compute(String runs, long last) throws IOException {
        AtomicLong signs = new AtomicLong();
        RunWriter.Progress progress = (done, total) -> {
            if (signs.incrementAndGet() == last) {
                throw new Killed();
            }
        };
        try (RunWriter writer = new RunWriter(folder.resolve(runs), name(), RunKey.of(run), progress)) {
            Work work = new RunExecution(Device.CPU).execute(run, inputs, writer, writer.modelFolder());
            writer.finish("{}\n", "{}\n");
            return work;
        }
    }
}
