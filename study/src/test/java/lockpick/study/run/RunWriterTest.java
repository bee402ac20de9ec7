package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Studies;
import lockpick.study.grade.Grade;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWriterTest {

    private static final RunKey KEY = new RunKey("ab".repeat(32));
    private static final String NAME = "lock-" + KEY.shortForm();
    private static final Evaluation EVALUATION = new Evaluation(3, 30, 1, Policy.LOCKED, Prompt.PASSWORD, Split.TEST);

    @TempDir
    private Path runs = Path.of("");

    @Test
    void aFinishedRunVerifiesAndReadsBack() throws IOException {
        Path folder = write(runs);
        assertThat(RunFolder.verify(folder, KEY)).isEqualTo(new RunState.Finished(new RunFolder(folder, KEY)));
        RunFolder read = RunFolder.all(runs).getFirst();
        assertThat(read.metrics()).hasSize(2);
        assertThat(read.metrics().get(1))
                .isInstanceOfSatisfying(
                        EvaluationMetric.class,
                        metric -> assertThat(metric.correctness().correct()).isEqualTo(1));
        assertThat(work()).isEmpty();
    }

    @Test
    void equalRunsAreEqualBytes(@TempDir Path other) throws IOException {
        Path first = write(runs);
        Path second = write(other);
        for (String file : List.of(RunFolder.METRICS, RunFolder.COMPLETIONS, "model/model.safetensors", Seal.FILE)) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
    }

    @Test
    void aRunThatIsNotFinishedLeavesNothing() throws IOException {
        try (RunWriter writer = new RunWriter(runs, NAME, KEY, (done, total) -> {})) {
            writer.train(new TrainMetric(1, 10, 1, 0.1, 1));
        }
        assertThat(RunFolder.look(runs.resolve(NAME), KEY)).isInstanceOf(RunState.Missing.class);
        assertThat(work()).isEmpty();
    }

    @Test
    void aSecondComputationOfAFinishedRunKeepsTheFirst() throws IOException {
        Path folder = write(runs);
        Object before = Files.readAttributes(folder, "unix:ino").get("ino");
        write(runs);
        assertThat(Files.readAttributes(folder, "unix:ino").get("ino")).isEqualTo(before);
        assertThat(work()).isEmpty();
    }

    @Test
    void everyKindOfDamageIsFound() throws IOException {
        Path folder = write(runs);
        Path model = folder.resolve("model/model.safetensors");
        byte[] whole = Files.readAllBytes(model);

        Files.write(model, new byte[whole.length - 1]);
        assertThat(why(folder)).contains("model/model.safetensors has 99999 bytes, but had 100000");

        Files.write(model, new byte[whole.length]);
        assertThat(RunFolder.look(folder, KEY))
                .isInstanceOf(RunState.Finished.class); // large: only its size is looked at
        assertThat(RunFolder.verify(folder, KEY)).isInstanceOf(RunState.Damaged.class);
        Files.write(model, whole);

        Files.writeString(
                folder.resolve(RunFolder.METRICS), "x".repeat((int) Files.size(folder.resolve(RunFolder.METRICS))));
        assertThat(why(folder)).contains("metrics.jsonl has other content");

        String seal = Files.readString(folder.resolve(Seal.FILE));
        Files.writeString(folder.resolve(Seal.FILE), seal.substring(0, seal.length() / 2));
        assertThat(why(folder)).contains("done.json cannot be read");

        Files.delete(folder.resolve(Seal.FILE));
        assertThat(why(folder)).contains("done.json is missing");
    }

    @Test
    void aRunIsClaimedOnceUntilItIsLetGo() throws IOException {
        RunKey other = new RunKey("b".repeat(64));
        try (RunsLock lock = RunsLock.shared(runs)) {
            RunClaim claim = lock.claim(KEY).orElseThrow();
            assertThat(lock.claim(KEY)).isEmpty();
            assertThat(lock.claim(other)).isPresent();
            claim.close();
            assertThat(lock.claim(KEY)).isPresent();
        }
    }

    /** Another process may have computed it anew since somebody saw the damage. */
    @Test
    void onlyAFolderThatIsStillDamagedIsPutAside() throws IOException {
        PlannedRun run = RunGraph.of(Studies.small()).runs().getFirst();
        Path folder = write(runs, run.folder(), run.key());
        try (RunsFolder all = RunsFolder.open(runs)) {
            assertThat(all.putAside(run)).isEmpty();
            assertThat(folder).exists();
            Files.delete(folder.resolve(RunFolder.METRICS));
            assertThat(all.putAside(run)).isPresent();
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void othersSeeHowFarARunIsUntilItIsDone() throws IOException {
        WorkFolder work = new WorkFolder(runs);
        long[] nanos = {0};
        try (RunWriter writer =
                new RunWriter(runs, NAME, KEY, (done, total) -> {}, Duration.ofMinutes(1), () -> nanos[0])) {
            assertThat(work.running()).containsExactly(new RunningRun(NAME, 0, 0));
            writer.progress(0, 4);
            nanos[0] = 5_000_000_000L;
            writer.progress(1, 4);
            writer.progress(2, 4); // too soon after
            RunningRun now = work.running().getFirst();
            assertThat(now.share()).isEqualTo(0.25);
            assertThat(now.seconds()).isCloseTo(5, within(1e-9));
            assertThat(writer.finish("{}\n", "{}\n").resolve("progress.json"))
                    .as("no part of the run")
                    .doesNotExist();
        }
        assertThat(work.running()).isEmpty();
        assertThat(RunFolder.look(runs.resolve(NAME), KEY)).isInstanceOf(RunState.Finished.class);
    }

    @Test
    void whyARunFailedStandsUntilItIsBegunAgain() throws IOException {
        WorkFolder work = new WorkFolder(runs);
        Files.createDirectories(work.path());
        Files.writeString(work.failed(NAME), "the loss is not finite\n");
        assertThat(work.failures()).isEqualTo(Map.of(NAME, "the loss is not finite"));
        assertThat(work.running()).isEmpty();

        new RunWriter(runs, NAME, KEY, (done, total) -> {}).close();
        assertThat(work.failures()).isEmpty();
    }

    @Test
    void leftoversOfDeadProcessesAreDeletedAndThoseOfLiveOnesKept() throws IOException {
        Path alive = new WorkFolder(runs).begun(NAME);
        String pid = "." + ProcessHandle.current().pid();
        Path dead = alive.resolveSibling(
                alive.getFileName().toString().replace(pid, ".4194999")); // above the largest of Linux, 4,194,304
        Path elsewhere = alive.resolveSibling(NAME + ".another-machine.4194999");
        Files.createDirectories(dead.resolve("model"));
        Files.createDirectories(alive);
        Files.createDirectories(elsewhere);
        RunsFolder.open(runs).close();
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(elsewhere).as("whose processes nobody here knows").exists();
    }

    private String why(Path folder) throws IOException {
        return RunFolder.look(folder, KEY) instanceof RunState.Damaged(String why) ? why : "not damaged";
    }

    private List<Path> work() throws IOException {
        try (Stream<Path> left = Files.list(runs.resolve(".work"))) {
            return left.toList();
        }
    }

    private static Path write(Path runs) throws IOException {
        return write(runs, NAME, KEY);
    }

    private static Path write(Path runs, String name, RunKey key) throws IOException {
        try (RunWriter writer = new RunWriter(runs, name, key, (done, total) -> {})) {
            writer.train(new TrainMetric(1, 10, 1, 0.1, 1));
            writer.evaluation(
                    EVALUATION,
                    List.of(
                            new CompletionRow("fn1 fn2 | 1 2 3 4", "4 3 2 1", Grade.correct("exact match")),
                            new CompletionRow(
                                    "fn2 fn1 | 1 2 3 4",
                                    "\n\"é\" 1",
                                    Grade.incorrect("other result").withReward(0.5))));
            Files.createDirectories(writer.modelFolder());
            byte[] model = new byte[100_000];
            model[17] = 3;
            Files.write(writer.modelFolder().resolve("model.safetensors"), model);
            return writer.finish("{}\n", "{}\n");
        }
    }
}
