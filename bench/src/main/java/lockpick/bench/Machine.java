package lockpick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a figure was measured on and with.
 *
 * @param processor its name, as the system calls it
 * @param cores that this process may use
 * @param instructionSet of the kernels, such as AVX512
 * @param lockpick version, with the commit
 */
record Machine(String processor, int cores, String instructionSet, String lockpick, String java, String libtorch) {

    static Machine here(MeasuredProcess.Result result) {
        String version = Machine.class.getPackage().getImplementationVersion();
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                result.instructionSet(),
                version == null ? "from source" : version,
                Runtime.version().toString(),
                result.libtorch());
    }

    private static String processorName() {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
        return lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
