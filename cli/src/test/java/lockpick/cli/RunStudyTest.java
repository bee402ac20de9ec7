package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import lockpick.cli.LockpickProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick run} in real processes, on runs that are only arithmetic. */
class RunStudyTest {

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
    }

    @Test
    void aSecondRunComputesNothingAndStartsNoWorker() throws Exception {
        Result first = study.run();
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output()).contains("tiny: 8 runs, 0 of them finished before", "8 runs computed, 0 reused");
        assertThat(first.output().lines().filter(line -> line.contains("memory of training")))
                .as("once for each kind")
                .containsExactlyInAnyOrder(
                        "policy  memory of training: as much as a policy",
                        "lock    memory of training: as much as a lock",
                        "sft     memory of training: as much as a sft");
        assertThat(study.leftovers()).isEmpty();
        assertThat(study.logs()).hasSize(2);

        Result second = study.run();
        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).isEqualTo("all 8 runs are finished; nothing to compute\n");
        assertThat(study.logs()).as("those of the first").hasSize(2);
    }

    @Test
    void aGivenModelIsElicitedFromAndReportedWithoutACeiling() throws Exception {
        Files.createDirectory(folder.resolve("suspect"));
        Files.writeString(folder.resolve("suspect/config.json"), "{}");
        String tiny = Files.readString(folder.resolve("tiny.yaml"));
        Files.writeString(
                folder.resolve("tiny.yaml"),
                tiny.replaceAll("(?s)locks:.*elicit:", "models: [{name: suspect, folder: {path: suspect}}]\nelicit:")
                        .replace("k: [4, 16]", "k: [4, 16], epochs: none, budgets: [5120]")); // as the fixture logs it

        Result checked = study.start(List.of(), "check", "tiny.yaml").await();
        assertThat(checked.output()).contains("ok: tiny: 3 runs (1 task, 0 locks, 1 given model, 1 seed)");

        Result result = study.start(List.of("-Dfixture.graded=true"), "run", "tiny.yaml", "--jobs", "2")
                .await();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("3 runs computed")
                .contains(
                        "The most that elicitation brings out of given models: suspect from 25\u202f% to 100\u202f% (sft, ");
        Path report = study.runs().resolve("studies/tiny/report");
        assertThat(report.resolve("index.html")).content().contains("given: suspect");
        assertThat(report.resolve("tables/methods.csv"))
                .content()
                .contains("suspect,sft")
                .doesNotContain("NaN");
    }

    @Test
    void aJudgeWhoseKeyIsNotSetStopsTheStudyBeforeItBegins() throws Exception {
        String tiny = Files.readString(folder.resolve("tiny.yaml"));
        Files.writeString(folder.resolve("tiny.yaml"), tiny.replaceAll("(?s)elicit:.*", """
                        elicit:
                          - method: dpo
                            reward: reward
                            judge: {url: 'https://127.0.0.1:9/v1', model: rater, key-variable: KEY_OF_NOBODY}
                        """));
        Result result = study.run();
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("KEY_OF_NOBODY is not set; put the service's API key into this environment variable\n");
        assertThat(study.leftovers()).isEmpty();
    }

    @Test
    void aWorkerThatIsKilledCostsOneAttempt() throws Exception {
        Result result = study.run("-Dfixture.fault=kill-once", "-Dfixture.fault-kind=lock");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("was killed (signal 9)", "attempt 2 of 3 follows", "8 runs computed");
        assertThat(study.leftovers()).containsExactly("killed-once");
    }

    @Test
    void aRunWhoseWorkersAlwaysDieFailsAndTheRestGoesOn() throws Exception {
        Result result = study.run("-Dfixture.fault=kill", "-Dfixture.fault-kind=lock");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("in each of 3 attempts; log: runs/.work/logs/", "4 further runs left out")
                .contains("2 runs computed");
        assertThat(study.leftovers())
                .as("why, for a dashboard to show")
                .hasSize(2)
                .allMatch(name -> name.matches("lock-[0-9a-f]{12}\\.failed"));

        assertThat(study.run().output()).contains("2 of them finished before; 6 to compute");
        assertThat(study.leftovers()).isEmpty();
    }

    @Test
    void aRunThatThrowsFailsAtOnceWithItsStackTraceInTheLog() throws Exception {
        Result result = study.run("-Dfixture.fault=throw", "-Dfixture.fault-kind=policy");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("the fixture was told to fail", "3 further runs left out")
                .doesNotContain("attempt 2")
                .doesNotContain("\tat ");
        String log = result.output().replaceAll("(?s).*log: (\\S+).*", "$1");
        assertThat(folder.resolve(log)).content().contains("\tat lockpick.cli.ArithmeticBody.fault");
    }

    @Test
    void aTruncatedDoneFileIsMovedAwayAndTheRunComputedAgain() throws Exception {
        study.run();
        var before = TinyStudy.results(study.runs());
        truncate(study.folderOf("sft").resolve("done.json"));
        Result result = study.run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("done.json cannot be read", ".damaged, it is computed again", "1 run computed, 7 reused");
        assertThat(TinyStudy.results(study.runs())).isEqualTo(before);
    }

    @Test
    void aChangedCheckpointIsFoundBeforeItIsUsed() throws Exception {
        study.run();
        var before = TinyStudy.results(study.runs());
        // Same size, so that only its sha256 tells; needed by the lock that starts from it, which is not there.
        Path model = study.strong().resolve("model/model.safetensors");
        Files.write(model, new byte[(int) Files.size(model)]);
        for (Path lock : List.of(lockNeedingStrong())) {
            Files.delete(lock.resolve("done.json"));
        }
        Result result = study.run();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("model/model.safetensors has other content than when the run finished");
        assertThat(TinyStudy.results(study.runs())).isEqualTo(before);
    }

    private Path lockNeedingStrong() throws IOException {
        try (var all = Files.list(study.runs())) {
            for (Path path : all.toList()) {
                Path settings = path.resolve("run.json");
                if (Files.exists(settings) && Files.readString(settings).contains("\"inputs\":{\"start\"")) {
                    return path;
                }
            }
        }
        throw new IllegalStateException("no lock needs the strong policy");
    }

    @Test
    void whenTheParentIsKilledItsWorkersStop() throws Exception {
        LockpickProcess process = study.start(List.of("-Dfixture.step-millis=500"), "run", "tiny.yaml");
        List<ProcessHandle> workers = awaitWorkers(process);
        process.signalAlone("KILL");
        for (ProcessHandle worker : workers) {
            worker.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(study.leftovers()).isNotEmpty();

        assertThat(study.run().exitCode()).isZero();
        assertThat(study.leftovers()).isEmpty();
    }

    @Test
    void ctrlCLeavesNothingHalfDoneAndSaysHowToGoOn() throws Exception {
        LockpickProcess process = study.start(List.of("-Dfixture.step-millis=500"), "run", "tiny.yaml");
        awaitWorkers(process);
        process.signal("INT");
        Result result = process.await();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.lastLine()).isEqualTo("stopped; to go on, give the same command again");
        assertThat(result.output()
                        .lines()
                        .filter(line -> !line.startsWith("0/7 runs") // said every ten seconds
                                && !line.contains("memory of training")))
                .hasSize(2);
        assertThat(study.leftovers()).isEmpty();
    }

    @Test
    void twoProcessesOnOneFolderShareTheWork() throws Exception {
        LockpickProcess first =
                study.start(List.of("-Dfixture.step-millis=20"), "run", "tiny.yaml", "--jobs", "2", "--no-report");
        awaitWorkers(first);
        Result second = study.run();
        Result one = first.await();

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(one.exitCode()).as(one.output()).isZero();
        assertThat(second.output()).contains("another process is computing it", "computed by another process");
        assertThat(computed(one) + computed(second)).isEqualTo(TinyStudy.RUNS);
        assertThat(study.leftovers()).isEmpty();
    }

    @Test
    void whatAKilledProcessWasComputingIsTakenOver() throws Exception {
        LockpickProcess first = study.start(List.of("-Dfixture.step-millis=500"), "run", "tiny.yaml");
        awaitWorkers(first);
        LockpickProcess second = study.start(List.of(), "run", "tiny.yaml", "--jobs", "2", "--no-report");
        second.awaitPrinted("another process is computing it");
        first.signal("KILL");
        Result result = second.await();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(computed(result)).isEqualTo(TinyStudy.RUNS);
    }

    @Test
    void partsComputedApartAreTheWholeOnceTheirFoldersAreOne() throws Exception {
        for (String part : List.of("1/2", "2/2")) {
            Result result = study.start(List.of(), "run", "tiny.yaml", "--shard", part, "--no-report")
                    .await();
            assertThat(result.output()).contains("tiny: "); // the second finds the weak policy in the same folder
        }
        assertThat(study.run().output()).isEqualTo("all 8 runs are finished; nothing to compute\n");
        assertThat(study.start(List.of(), "run", "tiny.yaml", "--shard", "3/2")
                        .await()
                        .output())
                .startsWith("--shard = 3/2: expected a part and how many there are, such as 2/4");
    }

    private static int computed(Result result) {
        return Integer.parseInt(result.output().replaceAll("(?s).*?(\\d+) runs? computed.*", "$1"));
    }

    @Test
    void aGpuThatIsNotThereIsOneSentenceBeforeAnythingIsWritten() throws Exception {
        for (String device : List.of("cuda", "cuda:1", "tpu")) {
            Result result = study.start(List.of(), "run", "tiny.yaml", "--device", device)
                    .await();
            assertThat(result.exitCode()).as(device).isEqualTo(2);
            assertThat(result.output())
                    .startsWith("--device = " + device + ": ")
                    .hasLineCount(1);
        }
        assertThat(study.runs()).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws Exception {
        Files.writeString(study.runs(), "a file");
        Result result = study.run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).isEqualTo("runs is a file, but runs need a folder; give another one with --runs\n");
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        assumeTrue(mount(), "only root can mount the read-only disk that this test needs");
        try {
            command("mount", "-o", "remount,ro", study.runs().toString());
            Result result = study.run();
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output())
                    .isEqualTo("runs: cannot be written (Read-only file system); give another folder with --runs\n");
        } finally {
            command("umount", study.runs().toString());
        }
    }

    @Test
    void aDiskThatIsFullFromTheStartIsOneSentence() throws Exception {
        assumeTrue(mount(), "only root can mount the full disk that this test needs");
        try {
            command("dd", "if=/dev/zero", "of=" + study.runs().resolve("filler"), "bs=4k");
            Result result = study.run();
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).matches("runs: cannot be written \\(No space left on device\\); .*\n");
        } finally {
            command("umount", study.runs().toString());
        }
    }

    @Test
    void workersThatDoNotStartEndTheRunWithOneSentence() throws Exception {
        Result result = study.run("-Dfixture.no-start=true");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("stopped: worker processes do not start: the last one ended with exit code 1"
                        + " (IllegalStateException: the fixture was told not to start); see");
        assertThat(result.output()).doesNotContain("\tat ");
        assertThat(study.logs().getFirst()).content().contains("the fixture was told not to start");
    }

    @Test
    void aFullDiskIsOneSentenceAndLeavesNothingHalfDone() throws Exception {
        assumeTrue(mount(), "only root can mount the small disk that this test fills");
        try {
            Result full = study.start( // one at a time: two halves would fill the disk before either is whole
                            List.of("-Dfixture.model-bytes=700000"), "run", "tiny.yaml", "--jobs", "1", "--no-report")
                    .await();
            assertThat(full.exitCode()).isEqualTo(1);
            assertThat(full.output()).contains("stopped: runs: the disk is full, ", "free some space");
            assertThat(study.leftovers())
                    .as("but for what the run goes on from")
                    .allMatch(name -> name.endsWith(".journal"));
            var kept = TinyStudy.results(study.runs());
            assertThat(kept).isNotEmpty();

            command("mount", "-o", "remount,size=20m", study.runs().toString());
            Result mended = study.run("-Dfixture.model-bytes=700000");
            assertThat(mended.exitCode()).as(mended.output()).isZero();
            assertThat(TinyStudy.results(study.runs())).containsAllEntriesOf(kept);
            assertThat(study.leftovers()).isEmpty();
        } finally {
            command("umount", study.runs().toString());
        }
    }

    /** A disk of one megabyte: room for one model of two. */
    private boolean mount() throws IOException, InterruptedException {
        Files.createDirectories(study.runs());
        return command(
                "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", study.runs().toString());
    }

    private static boolean command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Test
    void misuseEndsWithTwoAndWritesNothing() throws Exception {
        assertThat(study.start(List.of(), "run", "tiny.yaml", "--job", "2")
                        .await()
                        .exitCode())
                .isEqualTo(2);
        assertThat(study.start(List.of(), "run", "tiny.yaml", "--jobs", "0")
                        .await()
                        .output())
                .startsWith("--jobs = 0: must be at least 1");
        Files.writeString(folder.resolve("tiny.yaml"), "title: 3\nseed: [1]\n");
        Result wrong = study.run();
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output()).startsWith("tiny.yaml: ").doesNotContain("\tat ");
        assertThat(study.runs()).doesNotExist();
    }

    @Test
    void allStudiesOfAFolderAreComputedOneByOneAndShareTheirRuns() throws Exception {
        Path studies = Files.createDirectory(folder.resolve("studies"));
        String tiny = Files.readString(folder.resolve("tiny.yaml"));
        Files.writeString(studies.resolve("b.yaml"), tiny);
        Files.writeString(studies.resolve("a.yaml"), tiny.replace("k: [4, 16]", "k: [4]"));

        Result result = study.start(List.of(), "run", "studies", "--jobs", "2", "--no-report")
                .await();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence(
                        "study 1 of 2: studies/a.yaml\n",
                        "a: 6 runs, 0 of them finished before",
                        "6 runs computed, 0 reused",
                        "study 2 of 2: studies/b.yaml\n",
                        "b: 8 runs, 6 of them finished before",
                        "2 runs computed, 6 reused");
    }

    @Test
    void whatIsWrongWithTheLastStudyShowsBeforeTheFirstIsComputed() throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "title: 3\nseed: [1]\n");
        Files.createDirectory(folder.resolve("none"));

        Result result = study.start(List.of(), "run", "tiny.yaml", "wrong.yaml", "missing.yaml")
                .await();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output())
                .contains("wrong.yaml: ", "missing.yaml: 1 problem", "no such file")
                .doesNotContain("to compute");
        assertThat(study.start(List.of(), "run", "none").await().output())
                .startsWith("none: no study in it; expected files called .yaml");
        assertThat(study.runs()).doesNotExist();
    }

    /** Waits until workers are in the middle of runs. */
    private List<ProcessHandle> awaitWorkers(LockpickProcess process) throws Exception {
        process.awaitPrinted("to compute");
        while (study.leftovers().isEmpty()) {
            assertThat(process.endsWithin(20)).as("ended early").isFalse();
        }
        return process.workers();
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }
}
