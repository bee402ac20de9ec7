package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockpick.cli.LockpickProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick run} on a cluster that is pretended, with runs that are only arithmetic. On a real one: SparkStudyTest. */
class ClusterTest {

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
    }

    private Result run(String master, String... flags) throws IOException, InterruptedException {
        return study.start(List.of(flags), "run", "tiny.yaml", "--executor", "spark", "--master", master, "--no-report")
                .await();
    }

    @Test
    void itEndsWithTheSameBitsAsThisMachineAndAWorkerServesManyRuns() throws Exception {
        TinyStudy here = TinyStudy.in(Files.createDirectory(folder.resolve("here")));
        assertThat(here.run().exitCode()).isZero();

        Result result = run(PretendedProvider.STEADY);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("tiny: 8 runs, 0 of them finished before; 8 to compute, on steady")
                .contains("lock    memory of training: as much as a lock") // said in the middle of a run
                .contains("8 runs computed, 0 reused");
        assertThat(TinyStudy.results(study.runs())).isNotEmpty().isEqualTo(TinyStudy.results(here.runs()));
        assertThat(study.leftovers()).isEmpty();
        assertThat(study.logs()).as("there was room for two").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aMachineThatIsLostCostsOneAttemptAndNothingThatItFinished() throws Exception {
        Result result = run(PretendedProvider.LOSING);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("its worker process was lost with its machine (the first); attempt 2 of 3 follows")
                .contains("7 runs computed, 1 reused");
    }

    @Test
    void aWorkerThatIsKilledOnAMachineCostsOneAttempt() throws Exception {
        Result result = run(PretendedProvider.STEADY, "-Dfixture.fault=kill-once", "-Dfixture.fault-kind=lock");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsPattern("its worker process on \\S+ was killed \\(signal 9\\).*; attempt 2 of 3 follows")
                .contains("8 runs computed");
        assertThat(study.leftovers()).containsExactly("killed-once");
    }

    @Test
    void aRunThatThrowsNamesTheLogOfItsWorker() throws Exception {
        Result result = run(PretendedProvider.STEADY, "-Dfixture.fault=throw", "-Dfixture.fault-kind=policy");

        assertThat(result.exitCode()).isEqualTo(1);
        String log = result.output().replaceAll("(?s).*log: (\\S+).*", "$1");
        assertThat(folder.resolve(log)).content().contains("\tat lockpick.cli.ArithmeticBody.fault");
    }

    @Test
    void whyAWorkerDoesNotStartIsSaid() throws Exception {
        Result result = run(PretendedProvider.STEADY, "-Dfixture.no-start=true");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("on \\S+ ended with exit code 1 \\(.*the fixture was told not to start\\)");
    }

    @Test
    void aMachineThatDoesNotSeeTheRunsFolderEndsTheStudyWithAWordOnWhatToDo() throws Exception {
        Result result = run(PretendedProvider.APART);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("stopped: \\S+ does not see \\S+-apart; put the runs folder where every machine")
                .doesNotContain("attempt 2");
    }
}
