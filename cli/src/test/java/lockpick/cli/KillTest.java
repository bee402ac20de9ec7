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
