package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A cache folder without a grade in which the compilers' headers are compiled already, for one test class after another. */
public final class WarmCache {

    // One for each of the processes in which Maven tests, since classes are tested side by side there.
    private static final Path FOLDER = Path.of("target", "program-cache-" + System.getProperty("lockpick.fork", "1"));

    private WarmCache() {}

    public static Path withoutGrades() throws IOException {
        Path grades = FOLDER.resolve("grades");
        if (Files.exists(grades)) {
            try (Stream<Path> files = Files.walk(grades)) {
                List<Path> innermostFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : innermostFirst) {
                    Files.delete(file);
                }
            }
        }
        return FOLDER;
    }
}
