package lockpick.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lockpick.report.Site.StudyFolder;

/**
 * Writes the site of an invented study with about a million completions, each with some 200 letters of its own, into the folder
 * it is given, and says how long that took. Its numbers are in docs/design/site.md.
 */
final class LargeSite {
    private static final int TEST_PROBLEMS = 640;
    private static final int WORDS = 35;

    private LargeSite() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path runs = folder.resolve("runs");
        new SyntheticStudy(
                        "A million completions",
                        3,
                        List.of("scratch", "sft-50k", "sft-12.5k"),
                        List.of(4, 16, 64, 256, 1024),
                        TEST_PROBLEMS,
                        true)
                .write(runs);
        SplittableRandom random = new SplittableRandom(0);
        try (Stream<Path> all = Files.list(runs)) {
            for (Path run : all.filter(path -> Files.exists(path.resolve("run.json")))
                    .sorted()
                    .toList()) {
                lengthen(run.resolve("completions.jsonl.gz"), random);
                SyntheticStudy.seal(run, SyntheticStudy.key(run));
            }
        }
        long start = System.nanoTime();
        Site.write(List.of(new StudyFolder(runs, SyntheticStudy.NAME)), folder.resolve("site"));
        System.out.printf("%.0f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void lengthen(Path file, SplittableRandom random) throws IOException {
        Path longer = file.resolveSibling("longer");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(longer)), StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line.replace("0 9 0 7 | 0 0 7 9", words(random)) + "\n");
            }
        }
        Files.delete(file);
        Files.move(longer, file);
    }

    private static String words(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(Integer.toString(random.nextInt(100_000), 36)).append(i % 9 == 8 ? "\\n" : " ");
        }
        return text.toString();
    }
}
