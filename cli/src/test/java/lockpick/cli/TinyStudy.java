package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A study of eight runs in a folder of its own, and its results. */
record TinyStudy(Path folder) {

    static final int RUNS = 8;

    /** Writes the study file. */
    static TinyStudy in(Path folder) throws IOException {
        try (InputStream study = TinyStudy.class.getResourceAsStream("tiny.yaml")) {
            Files.copy(java.util.Objects.requireNonNull(study), folder.resolve("tiny.yaml"));
        }
        return new TinyStudy(folder);
    }

    Path runs() {
        return folder.resolve("runs");
    }

    LockpickProcess start(List<String> flags, String... arguments) throws IOException {
        return LockpickProcess.start(folder, FixtureLockpick.class.getName(), flags, arguments);
    }

    LockpickProcess.Result run(String... flags) throws IOException, InterruptedException {
        return start(List.of(flags), "run", "tiny.yaml", "--jobs", "2", "--no-report")
                .await();
    }

    /** The one folder of a kind that begins so. */
    Path folderOf(String kind) throws IOException {
        try (Stream<Path> all = Files.list(runs())) {
            return all.filter(path -> path.getFileName().toString().startsWith(kind + "-"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The folder of the run that made the strong policy. */
    Path strong() throws IOException {
        try (Stream<Path> all = Files.list(runs())) {
            for (Path folder : all.toList()) {
                Path settings = folder.resolve("run.json");
                if (Files.exists(settings) && Files.readString(settings).contains("\"role\":\"strong\"")) {
                    return folder;
                }
            }
        }
        throw new IllegalStateException("no run made the strong policy");
    }

    /** What is in {@code .work} besides logs. */
    List<String> leftovers() throws IOException {
        Path work = runs().resolve(".work");
        if (!Files.isDirectory(work)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(work)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("logs"))
                    .toList();
        }
    }

    /** The logs of all workers. */
    List<Path> logs() throws IOException {
        try (Stream<Path> all = Files.walk(runs().resolve(".work/logs"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** SHA-256 of every file that must be the same bits for the same key, by its path in a runs folder. */
    static SortedMap<String, String> results(Path runs) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(runs)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = runs.relativize(file).toString();
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
}
