package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What computed a run; recorded in {@code run.json} and no part of the key. */
public record MadeBy(String lockpick, String java, RunBody.Libraries libraries, String processor, int cores) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This process on this machine. */
    public static MadeBy here(RunBody.Libraries libraries) {
        String version = MadeBy.class.getPackage().getImplementationVersion();
        return new MadeBy(
                version == null ? "from source" : version,
                Runtime.version().toString(),
                libraries,
                modelName(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String modelName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
