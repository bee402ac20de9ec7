package lockpick.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.optim.TrainingState;
import lockpick.study.experiment.RunKey;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's training as it stood a while ago, in {@code .work}: a folder named after the number of steps, with the state of
 * parameters and optimizer and a line for every step so far. It is there as a whole or not at all, and the one before it
 * stays until then.
 */
final class TrainingJournal implements Journal {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATE = "state.safetensors";
    private static final String STEPS = "steps.jsonl";
    private static final String KEY = "key";
    private static final String FRESH = "fresh";

    private final Path folder;
    private final RunKey key;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private final List<Sft.Step> steps = new ArrayList<>();
    private long kept;

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

    @Override
    public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
        try {
            Optional<Path> newest = newest();
            if (newest.isPresent()
                    && Files.readString(newest.get().resolve(KEY)).equals(key.hex())) {
                for (String line : Files.readAllLines(newest.get().resolve(STEPS))) {
                    steps.add(JSON.readValue(line, Sft.Step.class));
                }
                TrainingState.load(parameters, optimizer, newest.get().resolve(STATE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CheckpointException | JacksonException e) { // what cannot be read back was not ours: begin anew
            steps.clear();
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

    @Override
    public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {
        steps.add(step);
        if (nanoTime.getAsLong() - kept < interval.toNanos()) {
            return;
        }
        try {
            keep(step.step(), parameters, optimizer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kept = nanoTime.getAsLong();
    }

    private void keep(long step, Parameters parameters, Optimizer optimizer) throws IOException {
        Optional<Path> before = newest();
        Path fresh = folder.resolve(FRESH);
        Durable.delete(fresh);
        Files.createDirectories(fresh);
        Files.writeString(fresh.resolve(KEY), key.hex());
        Files.writeString(
                fresh.resolve(STEPS),
                steps.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n", "", "\n")));
        TrainingState.save(parameters, optimizer, fresh.resolve(STATE));
        Durable.sync(fresh);
        Durable.rename(fresh, folder.resolve(String.valueOf(step)));
        if (before.isPresent()) {
            Durable.delete(before.get());
        }
    }

    /** Forgets everything, once the run is finished. */
    void delete() throws IOException {
        Durable.delete(folder);
    }
}
