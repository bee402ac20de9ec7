package lockpick.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import lockpick.bench.LoadingProcess.Result;
import lockpick.bench.LoadingProcess.Round;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockpick bench load}: how long a checkpoint takes to load, and how much memory. */
@Command(
        name = "load",
        sortOptions = false,
        description =
                "Writes a checkpoint of float32 weights and loads it in a new process: once, to see how much memory"
                        + " that takes, then again and again, in turn with plain reading of the same file, which the system still"
                        + " has in memory.")
final class Loading implements Callable<Integer> {

    private static final int WIDTH = 1024;
    private static final int VOCABULARY = 50_304;

    @Spec
    private CommandSpec spec;

    @Option(names = "--gigabytes", paramLabel = "N", description = "size of the checkpoint, 0.5 to 4 (default: 1)")
    private double gigabytes = 1;

    @Option(names = "--threads", paramLabel = "N", description = "readers side by side (default: one for each core)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--in",
            paramLabel = "FOLDER",
            description = "where the checkpoint is kept meanwhile (default: the system's folder for temporary files)")
    private @Nullable Path parent;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    private Loading() {}

    @Override
    public Integer call() throws IOException {
        if (gigabytes < 0.5 || gigabytes > 4 || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--gigabytes must be 0.5 to 4, which make one file, --threads at least 1");
        }
        Path folder =
                parent == null ? Files.createTempDirectory("lockpick") : Files.createTempDirectory(parent, "lockpick");
        try {
            long bytes = save(folder);
            Result result = measure(folder);
            double[] reading = sorted(result, Round::reading);
            double[] intoNewMemory = sorted(result, Round::intoNewMemory);
            double[] loading = sorted(result, Round::loading);
            System.out.printf(
                    Locale.ROOT,
                    """
                    %.2f GB of weights; seconds, median of %d (best)
                    reading            %.3f (%.3f)
                    into new memory    %.3f (%.3f)
                    loading            %.3f (%.3f) by %d threads: %.2f (%.2f) × reading
                    peak memory        %.2f GB, %.2f × the weights; %.2f GB of it before loading
                    """,
                    bytes / 1e9,
                    loading.length,
                    median(reading),
                    reading[0],
                    median(intoNewMemory),
                    intoNewMemory[0],
                    median(loading),
                    loading[0],
                    threads,
                    median(loading) / median(reading),
                    loading[0] / reading[0],
                    result.peakResidentBytes() / 1e9,
                    (double) result.peakResidentBytes() / bytes,
                    result.residentBytesBefore() / 1e9);
            return 0;
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** A decoder of Pythia's shape with as many layers as it takes; returns the bytes of its weights. */
    private long save(Path folder) throws IOException {
        double layerBytes = 4 * 12.0 * WIDTH * WIDTH;
        int layers = (int) Math.round((gigabytes * 1e9 - 4 * 2.0 * VOCABULARY * WIDTH) / layerBytes);
        try (Decoder decoder = Decoder.blank(GptNeoX.pythia(layers, WIDTH, 8, VOCABULARY, 2048))) {
            Checkpoint.save(decoder, folder);
            return decoder.parameters().count() * decoder.dtype().bytes();
        }
    }

    private Result measure(Path folder) throws IOException {
        Process process = new Settings(Settings.Blas.MKL, Settings.Malloc.TUNED, 0, 0)
                .java(threads, LoadingProcess.class, folder.toString())
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (line.isEmpty()) {
            throw new IOException("the measuring process ended before it was done; its own words are above");
        }
        return JsonMapper.shared().readValue(line, Result.class);
    }

    private static double[] sorted(Result result, ToDoubleFunction<Round> seconds) {
        return result.rounds().stream().mapToDouble(seconds).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
