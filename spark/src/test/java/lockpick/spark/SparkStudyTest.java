package lockpick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick run --executor spark} with real training, on a real Spark cluster of processes on this machine. */
@Tag("slow")
class SparkStudyTest {

    /** A strong policy, a weak one, a lock of 128 steps, and two elicitations from it. */
    private static final String STUDY = """
            title: Spread over machines
            seeds: [0]
            task: {kind: composition, functions: 4, identities: 2, validation-problems: 10, test-problems: 10}
            model: tiny
            controls: []
            gate: {when-failed: warn}
            strong: {examples: 64, training: {learning-rate: 1.0e-3, batch: 16}}
            locks:
              - {method: sft, examples: 1024, epochs: 1, training: {learning-rate: 1.0e-3, batch: 8}}
            elicit:
              - {method: sft, demonstrations: reference, k: [4, 16], training: {learning-rates: [3.0e-4]}}
            """;

    private static final Pattern BEGUN = Pattern.compile("(lock-[0-9a-f]+)\\..+\\.(\\d+)");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeStudy() throws IOException {
        Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    private JavaProcess lockpick(String runs, String... options) throws IOException {
        String[] run = {"run", "study.yaml", "--no-report", "--device", "cpu", "--runs", runs};
        return JavaProcess.start(
                folder,
                "lockpick.cli.Lockpick",
                Stream.of(run, options).flatMap(Stream::of).toArray(String[]::new));
    }

    private JavaProcess lockpickOn(String master) throws IOException {
        return lockpick("there", "--executor", "spark", "--master", master);
    }

    /** In the middle of a lock first the executor is killed, then a machine, then the driver; each time somebody goes on. */
    @Test
    void afterAllKindsOfLossTheBitsAreThoseOfOneMachineInPeace() throws Exception {
        try (LoopbackCluster cluster = new LoopbackCluster(folder.resolve("cluster"), 2)) {
            JavaProcess first = lockpickOn(cluster.url());
            while (finished().size() < 2 && !first.endsWithin(20)) {
                // the lock needs one policy, and may be quicker than the other
            }
            ProcessHandle worker = lockAtWork(first, cluster, 10);
            Map<String, FileTime> finished = finished();
            worker.parent().orElseThrow().destroyForcibly();
            cluster.killMachineOf(lockAtWork(first, cluster, 30));
            lockAtWork(first, cluster, 50);
            first.kill();

            assertThat(first.printed())
                    .contains("study: 5 runs, 0 of them finished before; 5 to compute, on spark://127.0.0.1:")
                    .containsPattern(
                            "its worker process was lost with its executor \\(127.0.0.1 executor \\d: .* 137\\)")
                    .contains("attempt 2 of 3 follows")
                    .doesNotContain("another process")
                    .doesNotContain("attempt 3 of 3"); // for a machine that is lost a run can do nothing
            assertThat(finished).as("policies").hasSize(2);

            JavaProcess second = lockpickOn(cluster.url());
            assertThat(second.exitCode()).as(second.printed()).isZero();
            assertThat(second.printed())
                    .contains("study: 5 runs, 2 of them finished before; 3 to compute")
                    .contains("3 runs computed, 2 reused");
            assertThat(finished()).as("not computed again").hasSize(5).containsAllEntriesOf(finished);
        }
        JavaProcess inPeace = lockpick("here", "--jobs", "1");
        assertThat(inPeace.exitCode()).as(inPeace.printed()).isZero();
        assertThat(results("there")).hasSizeGreaterThan(10).isEqualTo(results("here"));
        assertThat(names(folder.resolve("there/.work"))).containsOnly("logs");
    }

    private enum Lost {
        EXECUTOR,
        MACHINE,
        DRIVER
    }

    /** Of forty runs, those of eight seeds. */
    @Test
    void lossesAtRandomMomentsLoseNoFinishedRun() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), STUDY.replace("seeds: [0]", "seeds: [0, 1, 2, 3, 4, 5, 6, 7]"));
        Random chance = new Random(40);
        List<Lost> losses = new ArrayList<>(Collections.nCopies(2, Lost.values()).stream()
                .flatMap(Stream::of)
                .toList());
        Collections.shuffle(losses, chance);
        List<Map<String, FileTime>> finished = new ArrayList<>();
        try (LoopbackCluster cluster = new LoopbackCluster(folder.resolve("cluster"), 2)) {
            JavaProcess driver = lockpickOn(cluster.url());
            for (Lost lost : losses) {
                int before = finished().size();
                while (finished().size() == before && !driver.endsWithin(100)) {
                    // whoever goes on finishes a run before the next loss
                }
                assertThat(driver.endsWithin(chance.nextInt(3_000)))
                        .as(driver.printed())
                        .isFalse();
                finished.add(finished());
                switch (lost) {
                    case EXECUTOR -> cluster.killExecutor(chance);
                    case MACHINE -> cluster.replaceMachine(chance);
                    case DRIVER -> {
                        driver.kill();
                        driver = lockpickOn(cluster.url());
                    }
                }
            }
            assertThat(driver.exitCode()).as(driver.printed()).isZero();
        }
        assertThat(finished()).hasSize(40);
        assertThat(finished).allSatisfy(then -> assertThat(finished()).containsAllEntriesOf(then));
        JavaProcess inPeace = lockpick("here", "--jobs", "2");
        assertThat(inPeace.exitCode()).as(inPeace.printed()).isZero();
        assertThat(results("there")).hasSizeGreaterThan(80).isEqualTo(results("here"));
    }

    @Test
    void aMasterThatDoesNotAnswerIsSaid() throws Exception {
        JavaProcess driver = lockpickOn("spark://127.0.0.1:1");
        assertThat(driver.exitCode()).isEqualTo(1);
        assertThat(driver.printed())
                .contains("stopped: the cluster at spark://127.0.0.1:1 has ended, or cannot be reached; is it up")
                .doesNotContain("\tat ");
    }

    /** Waits until a process of a machine has brought a lock so many steps, and returns that process. */
    private ProcessHandle lockAtWork(JavaProcess driver, LoopbackCluster cluster, int steps)
            throws IOException, InterruptedException {
        while (!driver.endsWithin(20)) {
            for (String begun : names(folder.resolve("there/.work"))) {
                Matcher lock = BEGUN.matcher(begun);
                if (lock.matches() && steps(lock.group(1)) >= steps) {
                    Optional<ProcessHandle> worker =
                            ProcessHandle.of(Long.parseLong(lock.group(2))).filter(cluster::has);
                    if (worker.isPresent()) {
                        return worker.get();
                    }
                }
            }
        }
        throw new IllegalStateException("ended before a lock was seen at work:\n" + driver.printed());
    }

    /** Steps that the journal of a run holds. */
    private int steps(String run) throws IOException {
        return names(folder.resolve("there/.work/" + run + ".journal")).stream()
                .filter(name -> name.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** When each run was finished. */
    private Map<String, FileTime> finished() throws IOException {
        Map<String, FileTime> finished = new TreeMap<>();
        for (String run : names(folder.resolve("there"))) {
            Path done = folder.resolve("there").resolve(run).resolve("done.json");
            if (Files.exists(done)) {
                finished.put(run, Files.getLastModifiedTime(done));
            }
        }
        return finished;
    }

    /** SHA-256 of every file that must be the same bits for the same key. */
    private SortedMap<String, String> results(String runs) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        Path root = folder.resolve(runs);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (name.matches("[a-z-]+-[0-9a-f]{12}/(metrics\\.jsonl|completions\\.jsonl\\.gz|model/.*)")) {
                    sums.put(name, sha256(file));
                }
            }
        }
        return sums;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names in a folder, which need not be there. */
    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
