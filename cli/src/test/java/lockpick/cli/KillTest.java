package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A study that is killed at random moments, each time with all its processes, ends with the same bits as one that is
 * left in peace. On another study or another Lockpick:
 *
 * <pre>
 * -Dkill-test.study=/path/of.yaml -Dkill-test.main=lockpick.cli.Lockpick -Dkill-test.kills=5 -Dkill-test.seed=7
 * </pre>
 */
class KillTest {

    private static final String MAIN = System.getProperty("kill-test.main", FixtureLockpick.class.getName());
    private static final List<String> FLAGS = List.of("-Dfixture.step-millis=20");

    /** A lock of 128 steps. */
    private static final String HARDENED = """
            title: A hardened lock
            seeds: [0]
            task: {kind: composition, functions: 4, identities: 2, validation-problems: 10, test-problems: 10}
            model: tiny
            controls: []
            strong: {examples: 64, training: {learning-rate: 1.0e-3, batch: 16}}
            locks:
              - method: sft
                examples: 1024
                epochs: 1
                hardening: %s
                training: {learning-rate: 1.0e-3, batch: 8}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void twoKillsChangeNoBit() throws Exception {
        killAndCompare(2);
    }

    @Test
    @Tag("slow")
    void fiveKillsChangeNoBit() throws Exception {
        killAndCompare(Integer.getInteger("kill-test.kills", 5));
    }

    /**
     * Hardening draws problems, goes on detours from the weights and compares with the policy before the lock; whoever goes on
     * in the middle of that must come out where the undisturbed one does.
     */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "{method: elicitation-adversarial, every: 3, inner-steps: 4, batch: 4}",
                "{method: representation-rerouting, batch: 4}"
            })
    void aHardenedLockThatIsKilledEndsWithTheSameBits(String hardening) throws Exception {
        Path study = Files.writeString(folder.resolve("hardened.yaml"), HARDENED.formatted(hardening));
        assertThat(lock(study, "in-peace").await().output()).contains("3 runs computed");

        int killed = 0;
        for (int steps : new int[] {2, 40, 90}) { // of 128
            LockpickProcess process = lock(study, "killed");
            if (hasMade(process, steps)) {
                process.signal("KILL");
                killed++;
            }
            process.await();
        }
        LockpickProcess.Result last = lock(study, "killed").await();

        assertThat(killed).as("slow enough to be killed: %s", last.output()).isEqualTo(3);
        assertThat(last.output()).contains("1 of them finished before; 2 to compute");
        assertThat(TinyStudy.results(folder.resolve("killed")))
                .as(last.output())
                .hasSizeGreaterThan(2 + 2 + 3)
                .isEqualTo(TinyStudy.results(folder.resolve("in-peace")));
        assertThat(leftovers(folder.resolve("killed/.work"))).isEmpty();
    }

    private LockpickProcess lock(Path study, String runs) throws IOException {
        return LockpickProcess.start(
                folder,
                Lockpick.class.getName(),
                List.of(),
                "lock",
                study.toString(),
                "--runs",
                runs,
                "--jobs",
                "1",
                "--no-controls",
                "--device",
                "cpu");
    }

    /** Waits until the lock has come so far; false if the process has ended before that was seen. */
    private boolean hasMade(LockpickProcess process, int steps) throws IOException, InterruptedException {
        while (!process.endsWithin(5)) {
            if (stepsKept() >= steps) {
                return true;
            }
        }
        return false;
    }

    /** Steps that the journal of a lock holds. */
    private int stepsKept() throws IOException {
        int most = 0;
        Path work = folder.resolve("killed/.work");
        if (Files.isDirectory(work)) {
            for (String journal : leftovers(work)) {
                if (journal.matches("lock-.*\\.journal")) {
                    for (String kept : leftovers(work.resolve(journal))) {
                        most = kept.matches("\\d+") ? Math.max(most, Integer.parseInt(kept)) : most;
                    }
                }
            }
        }
        return most;
    }

    private void killAndCompare(int kills) throws Exception {
        Path study = study();
        long seed = Long.getLong("kill-test.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);

        long start = System.nanoTime();
        assertThat(run(study, "in-peace").await().exitCode()).isZero();
        long whole = (System.nanoTime() - start) / 1_000_000;

        int killed = 0;
        for (int i = 0; i < kills; i++) {
            LockpickProcess process = run(study, "killed");
            long moment = random.nextLong(whole / 10, whole * 6 / 10);
            if (!process.endsWithin(moment)) {
                process.signal("KILL");
                killed++;
            }
            process.await();
        }
        LockpickProcess.Result last = run(study, "killed").await();

        String how = "seed " + seed + ", " + killed + " kills: " + last.output();
        assertThat(killed).as(how).isPositive();
        assertThat(last.exitCode()).as(how).isZero();
        assertThat(TinyStudy.results(folder.resolve("killed")))
                .as(how)
                .isNotEmpty()
                .isEqualTo(TinyStudy.results(folder.resolve("in-peace")));
        assertThat(leftovers(folder.resolve("killed/.work"))).as(how).isEmpty();
    }

    private Path study() throws IOException {
        String given = System.getProperty("kill-test.study", "");
        return given.isEmpty() ? TinyStudy.in(folder).folder().resolve("tiny.yaml") : Path.of(given);
    }

    private LockpickProcess run(Path study, String runs) throws IOException {
        return LockpickProcess.start(
                folder, MAIN, FLAGS, "run", study.toString(), "--runs", runs, "--jobs", "2", "--no-report");
    }

    private static List<String> leftovers(Path work) throws IOException {
        try (Stream<Path> all = Files.list(work)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("logs"))
                    .toList();
        }
    }
}
