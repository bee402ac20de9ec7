package lockpick.study.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import lockpick.study.experiment.RunKey;
import lockpick.study.file.Durable;
import lockpick.study.pipeline.Sample;
import lockpick.study.train.Journal;

/**
 * Writes the folder of one run: into {@code .work} first, every file brought to the disk, {@code done.json} last, then
 * renamed into place. Closing one that is not finished leaves nothing behind.
 */
public final class RunWriter implements RunLog, AutoCloseable {

    private final Path runs;
    private final String name;
    private final RunKey key;
    private final Path folder;
    private final Progress progress;
    private final Writer metrics;
    private final CompletionsFile completions;
    private final TrainingJournal journal;
    private final ProgressFile progressFile;

    /** Who hears how far the run is. */
    public interface Progress {
        void at(long done, long total);

        /** @param memory that training will take */
        default void planned(String memory) {}
    }

    /**
     * Begins a run.
     *
     * @param name of the run's folder, such as {@code lock-9a21…}
     */
    public RunWriter(Path runs, String name, RunKey key, Progress progress) throws IOException {
        this(runs, name, key, progress, journalInterval(), System::nanoTime);
    }

    /**
     * @param interval time between two looks of the journal at the disk
     * @param nanoTime a clock
     */
    RunWriter(Path runs, String name, RunKey key, Progress progress, Duration interval, LongSupplier nanoTime)
            throws IOException {
        this.runs = runs;
        this.name = name;
        this.key = key;
        this.progress = progress;
        folder = new WorkFolder(runs).begun(name);
        Durable.delete(folder);
        Files.createDirectories(folder);
        Files.deleteIfExists(new WorkFolder(runs).failed(name));
        metrics = Files.newBufferedWriter(folder.resolve(RunFolder.METRICS));
        completions = new CompletionsFile(folder.resolve(RunFolder.COMPLETIONS));
        journal = new TrainingJournal(new WorkFolder(runs).journal(name), key, interval, nanoTime);
        progressFile = new ProgressFile(folder, nanoTime);
    }

    /** A minute, unless the environment has another number of seconds; any gives the same bits. */
    private static Duration journalInterval() {
        return Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("LOCKPICK_JOURNAL_SECONDS", "60")));
    }

    /** Where the run saves its model; made by the run. */
    public Path modelFolder() {
        return folder.resolve(RunFolder.MODEL);
    }

    @Override
    public void train(TrainMetric metric) throws IOException {
        write(metric);
    }

    @Override
    public void tokens(TokensMetric metric) throws IOException {
        write(metric);
    }

    @Override
    public void round(RoundMetric metric) throws IOException {
        write(metric);
    }

    @Override
    public void evaluation(Evaluation evaluation, List<CompletionRow> graded) throws IOException {
        write(EvaluationMetric.of(evaluation, graded));
        completions.add(evaluation, graded);
        journal.evaluated(evaluation, graded);
    }

    @Override
    public void distance(DistanceMetric metric) throws IOException {
        write(metric);
    }

    @Override
    public void samples(List<Sample> samples) throws IOException {
        SamplesFile.write(folder.resolve(RunFolder.SAMPLES), samples);
    }

    @Override
    public Optional<List<CompletionRow>> evaluated(Evaluation evaluation) throws IOException {
        return journal.rows(evaluation);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Journal journal(String training) {
        return journal.another(training);
    }

    private void write(Metric metric) throws IOException {
        metrics.write(MetricsFile.line(metric) + "\n");
        metrics.flush();
    }

    @Override
    public void planned(String memory) {
        progress.planned(memory);
    }

    @Override
    public void progress(long done, long total) {
        progress.at(done, total);
        progressFile.write(done, total);
    }

    /**
     * Seals the run and puts it into place. Where the same run already stands finished, that one stays: the same key
     * is the same bits.
     *
     * @param settings content of {@code run.json}
     * @param cost content of {@code cost.json}
     */
    public Path finish(String settings, String cost) throws IOException {
        metrics.close();
        completions.close();
        progressFile.delete();
        Files.writeString(folder.resolve(RunFolder.SETTINGS), settings);
        Files.writeString(folder.resolve(RunFolder.COST), cost);
        Durable.sync(folder);
        Files.writeString(folder.resolve(Seal.FILE), Seal.of(key, folder).toJson());
        Durable.force(folder.resolve(Seal.FILE));
        Durable.force(folder);
        Path place = runs.resolve(name);
        switch (RunFolder.look(place, key)) {
            case RunState.Finished finished -> Durable.delete(folder);
            case RunState.Damaged damaged -> {
                new WorkFolder(runs).putAside(place);
                Durable.rename(folder, place);
            }
            case RunState.Missing missing -> Durable.rename(folder, place);
        }
        journal.delete();
        return place;
    }

    @Override
    public void close() throws IOException {
        try (metrics;
                completions) {
            Durable.delete(folder); // gone already when finished
        }
    }
}
