package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder of a finished run (docs/design/run-folders.md), for reading. {@link RunWriter} makes one. */
public record RunFolder(Path path, RunKey key) {

    public static final String MODEL = "model";
    public static final String SETTINGS = "run.json";
    public static final String METRICS = "metrics.jsonl";
    public static final String COMPLETIONS = "completions.jsonl.gz";
    public static final String SAMPLES = "samples.jsonl.gz";
    public static final String COST = "cost.json";

    private static final JsonMapper JSON = new JsonMapper();
    static final Pattern NAME = Pattern.compile("[a-z-]+-[0-9a-f]{12}");

    /** Looks at the folder of a run without reading its large files. */
    public static RunState look(Path folder, RunKey key) throws IOException {
        return state(folder, Optional.of(key), Seal.Check.QUICK);
    }

    /** Reads every file of a run's folder and compares it with what was written: seconds for each gigabyte. */
    public static RunState verify(Path folder, RunKey key) throws IOException {
        return state(folder, Optional.of(key), Seal.Check.FULL);
    }

    private static RunState state(Path folder, Optional<RunKey> key, Seal.Check check) throws IOException {
        if (!Files.exists(folder)) {
            return new RunState.Missing();
        }
        Seal seal;
        try {
            seal = Seal.read(folder);
        } catch (IOException e) {
            return new RunState.Damaged(String.valueOf(e.getMessage()));
        }
        if (key.isPresent() && !seal.key().equals(key.get())) {
            return new RunState.Damaged(
                    Seal.FILE + " is of another run: " + seal.key().hex());
        }
        Optional<String> damage = seal.damage(folder, check);
        return damage.isPresent()
                ? new RunState.Damaged(damage.get())
                : new RunState.Finished(new RunFolder(folder, seal.key()));
    }

    /** Every finished run under a runs folder, in name order; what is damaged is left out. */
    public static List<RunFolder> all(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        List<RunFolder> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(runs)) {
            for (Path path : paths.sorted().toList()) {
                if (NAME.matcher(path.getFileName().toString()).matches()
                        && state(path, Optional.empty(), Seal.Check.QUICK)
                                instanceof RunState.Finished(RunFolder folder)) {
                    found.add(folder);
                }
            }
        }
        return found;
    }

    /** The folder's name, such as {@code lock-9a21…}. */
    public String name() {
        return path.getFileName().toString();
    }

    /** What its name begins with, such as {@code lock}. */
    public String kind() {
        return name().substring(0, name().lastIndexOf('-'));
    }

    /** What the run logged, in order. */
    public List<Metric> metrics() throws IOException {
        return MetricsFile.read(path.resolve(METRICS));
    }

    /** What the evaluations of the study's own task found, in their order; empty if there were none. */
    public List<Outcome> outcomes(Policy policy, Prompt prompt, Split split) throws IOException {
        return CompletionsFile.read(
                path.resolve(COMPLETIONS),
                policy,
                prompt,
                split,
                evaluation -> evaluation.other().isEmpty());
    }

    /** What one evaluation found, in the order of its problems; empty if there was none. */
    public List<Outcome> outcomes(Evaluation of) throws IOException {
        return CompletionsFile.read(path.resolve(COMPLETIONS), of.policy(), of.prompt(), of.split(), of.id()::equals);
    }

    /**
     * Every graded completion, in the order of the evaluations and within each in that of its problems.
     *
     * @throws IOException if one cannot be read; the message names file and line
     */
    public void completions(LoggedCompletion.Sink sink) throws IOException {
        CompletionsFile.read(path.resolve(COMPLETIONS), sink);
    }

    /** The content of {@code run.json}. */
    public JsonNode settings() throws IOException {
        try {
            return JSON.readTree(Files.readString(path.resolve(SETTINGS)));
        } catch (JacksonException e) {
            throw new IOException(path.resolve(SETTINGS) + " is not JSON", e);
        }
    }

    public Cost cost() throws IOException {
        return CostFile.read(path.resolve(COST));
    }

    /** Of all its files on the disk. */
    public long bytes() throws IOException {
        long listed = Seal.read(path).files().values().stream()
                .mapToLong(Seal.SealedFile::bytes)
                .sum();
        return listed + Files.size(path.resolve(Seal.FILE));
    }
}
