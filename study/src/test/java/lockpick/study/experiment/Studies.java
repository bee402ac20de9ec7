package lockpick.study.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Studies for tests: the shipped ones, wrong ones, and a small one. */
public final class Studies {

    static final Path SHIPPED = Path.of(System.getProperty("lockpick.home"), "studies");

    private static final List<Path> SHIPPED_STUDIES = yamlFiles(SHIPPED);

    static final String SMALL = """
            title: Small
            seeds: [0, 1]
            task: {kind: composition, functions: 8, identities: 4}
            controls: []
            strong: {examples: 1000, training: {learning-rate: 2.0e-3}}
            locks:
              - {method: from-scratch, examples: 2000, training: {learning-rate: 2.0e-3}}
              - {method: sft, name: sft-500, examples: 500, epochs: 4, training: {learning-rate: 1.0e-3}}
            elicit:
              - {method: sft, demonstrations: reference, k: [4, 16], training: {learning-rates: [1.0e-4, 3.0e-4]}}
              - {method: sft, demonstrations: weak, k: [4], training: {learning-rates: [3.0e-4]}}
            """;

    private static final Map<Path, Study> READ = new ConcurrentHashMap<>();
    private static final StudyTasks TASKS =
            new StudyTasks(); // most of them are of few tasks, each some seconds to make

    private Studies() {}

    public static Study small() {
        return parse(SMALL);
    }

    public static Study parse(String yaml) {
        return StudyFile.parse(Path.of("test.yaml"), yaml);
    }

    static List<Path> shipped() {
        return SHIPPED_STUDIES;
    }

    /** Those of the shipped that need files of the user's: data sets and models. */
    static List<Path> needingFiles() {
        return SHIPPED_STUDIES.stream().filter(Studies::needsFiles).toList();
    }

    /** Those that need none. */
    public static List<Path> selfContained() {
        return SHIPPED_STUDIES.stream().filter(study -> !needsFiles(study)).toList();
    }

    private static boolean needsFiles(Path study) {
        try {
            return Files.readString(study).contains("path: ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shipped study, read once for all tests: its rules look at tens of thousands of problems. */
    public static Study read(Path shipped) {
        return READ.computeIfAbsent(shipped, file -> StudyFile.read(file, TASKS));
    }

    public static List<Path> wrong() {
        return yamlFiles(Path.of("src/test/resources/lockpick/study/experiment/wrong-studies"));
    }

    private static List<Path> yamlFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
