package lockpick.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.optim.TrainingState;
import lockpick.study.experiment.RunKey;
import lockpick.study.file.Durable;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's training as it stood a while ago, in {@code .work}: a folder named after the number of steps and evaluations made,
 * with the state of parameters and optimizer, a line for every step so far and one for every evaluation. It is there as a
 * whole or not at all, and the one before it stays until then. So an evaluation that the policy is past is always there.
 */
final class TrainingJournal implements Journal {

    /** What a policy writes may hold halves of characters, which UTF-8 has no bytes for. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String STATE = "state.safetensors";
    private static final String STEPS = "steps.jsonl";
    private static final String EVALUATIONS = "evaluations.jsonl";
    private static final String KEY = "key";
    private static final String FRESH = "fresh";
    private static final String MADE_ONCE = "made-once-";

    private final Path folder;
    private final RunKey key;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private final List<Sft.Step> steps = new ArrayList<>();
    private final List<Evaluated> evaluations = new ArrayList<>();
    private @Nullable Training training;
    private long kept;

    /** What is being trained. */
    private record Training(Parameters parameters, Optimizer optimizer) {}

    /** An evaluation with all that it graded. */
    private record Evaluated(Evaluation evaluation, List<CompletionRow> rows) {}

    /**
     * @param folder of this run alone
     * @param interval time between two looks at the disk; any gives the same bits
     * @param nanoTime a clock
     */
    TrainingJournal(Path folder, RunKey key, Duration interval, LongSupplier nanoTime) {
        this.folder = folder;
        this.key = key;
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.kept = nanoTime.getAsLong();
    }

    /** That of another training of the same run, inside this one and gone with it. @param training its name, no number */
    TrainingJournal another(String training) {
        return new TrainingJournal(folder.resolve(training), key, interval, nanoTime);
    }

    @Override
    public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
        training = new Training(parameters, optimizer);
        try {
            Optional<Path> newest = newest();
            if (newest.isPresent()
                    && Files.readString(newest.get().resolve(KEY)).equals(key.hex())) {
                steps.addAll(read(newest.get().resolve(STEPS), Sft.Step.class));
                evaluations.addAll(read(newest.get().resolve(EVALUATIONS), Evaluated.class));
                TrainingState.load(parameters, optimizer, newest.get().resolve(STATE));
            }
        } catch (CheckpointException
                | JacksonException
                | NoSuchFileException e) { // what is not whole was not ours: anew
            steps.clear();
            evaluations.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(steps);
    }

    private Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .max(Comparator.comparingLong(
                            each -> Long.parseLong(each.getFileName().toString())));
        }
    }

    private static <T> List<T> read(Path file, Class<T> type) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JSON.readValue(line, type))
                .toList();
    }

    private static void write(Path file, List<?> values) throws IOException {
        try (Writer lines = Files.newBufferedWriter(file)) {
            for (Object value : values) {
                lines.write(JSON.writeValueAsString(value) + "\n");
            }
        }
    }

    @Override
    public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {
        steps.add(step);
        try {
            keepIfDue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hears of every evaluation, those that it told of itself among them. One that comes while nothing is trained is kept by
     * itself: where a method only asks, there is no other state to go on from.
     */
    void evaluated(Evaluation evaluation, List<CompletionRow> rows) throws IOException {
        if (rows(evaluation).isPresent()) {
            return;
        }
        Evaluated made = new Evaluated(evaluation, List.copyOf(rows));
        evaluations.add(made);
        if (training == null) {
            once(name(evaluation), Evaluated.class, () -> List.of(made));
        } else {
            keepIfDue();
        }
    }

    /** What an evaluation graded that was made before the run was killed. */
    Optional<List<CompletionRow>> rows(Evaluation evaluation) throws IOException {
        List<Evaluated> known = evaluations.stream()
                .filter(each -> each.evaluation().equals(evaluation))
                .toList();
        Path alone = madeOnce(name(evaluation));
        if (known.isEmpty() && Files.exists(alone)) {
            known = read(alone, Evaluated.class);
        }
        return known.stream().map(Evaluated::rows).findFirst();
    }

    private static String name(Evaluation evaluation) {
        return "evaluation-" + UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(evaluation));
    }

    @Override
    public void ended() {
        training = null;
    }

    /** In a file of its own, whole or not at all, before anything builds on it. */
    @Override
    public <T> List<T> once(String what, Class<T> type, Making<T> making) throws IOException {
        Path made = madeOnce(what);
        if (Files.exists(made)) {
            return read(made, type);
        }
        List<T> values = making.make();
        Files.createDirectories(made.getParent());
        Path fresh = made.resolveSibling(what + ".fresh");
        write(fresh, values);
        Durable.sync(fresh);
        Durable.rename(fresh, made);
        return values;
    }

    private Path madeOnce(String what) {
        return folder.resolve(MADE_ONCE + key.shortForm()).resolve(what + ".jsonl");
    }

    private void keepIfDue() throws IOException {
        if (training != null && !steps.isEmpty() && nanoTime.getAsLong() - kept >= interval.toNanos()) {
            keep(training);
            kept = nanoTime.getAsLong();
        }
    }

    private void keep(Training state) throws IOException {
        Optional<Path> before = newest();
        Path fresh = folder.resolve(FRESH);
        Durable.delete(fresh);
        Files.createDirectories(fresh);
        Files.writeString(fresh.resolve(KEY), key.hex());
        write(fresh.resolve(STEPS), steps);
        write(fresh.resolve(EVALUATIONS), evaluations);
        TrainingState.save(state.parameters(), state.optimizer(), fresh.resolve(STATE));
        Durable.sync(fresh);
        Path place = folder.resolve(String.valueOf(steps.size() + evaluations.size()));
        Durable.delete(place); // there only if it is damaged or of another run
        Durable.rename(fresh, place);
        if (before.isPresent() && !before.get().equals(place)) {
            Durable.delete(before.get());
        }
    }

    /** Forgets everything, once the run is finished. */
    void delete() throws IOException {
        Durable.delete(folder);
    }
}
