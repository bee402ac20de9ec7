package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import lockpick.study.execute.ExecutionListener;
import lockpick.study.execute.Outcome;
import lockpick.study.execute.TimeLeft;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.run.RunFolder;

/**
 * Tells how a study goes: a line for each finished run and, in between, how far everything is and how long it will
 * take. A terminal has this redrawn in place; elsewhere it is a line every ten seconds.
 */
final class RunProgress implements ExecutionListener, AutoCloseable {

    private static final long REDRAW_MILLIS = 250;
    private static final long PLAIN_MILLIS = 10_000;
    private static final double SOON = 2;

    private final Console console;
    private final Path runs;
    private final List<PlannedRun> missing;
    private final IntSupplier workers;
    private final long start = System.nanoTime();
    private final Map<PlannedRun, Current> current = new LinkedHashMap<>();
    private final Map<PlannedRun, Double> secondsOfDone = new HashMap<>();
    private final Set<String> planned = new HashSet<>(); // kinds of runs
    private final Thread ticker = new Thread(this::tick, "progress");

    private record Current(long start, double share) {

        double seconds() {
            return (System.nanoTime() - start) * 1e-9;
        }
    }

    /**
     * @param missing the runs that are to be computed
     * @param workers how many at a time, at present
     */
    RunProgress(Console console, Path runs, List<PlannedRun> missing, IntSupplier workers) {
        this.console = console;
        this.runs = runs;
        this.missing = new ArrayList<>(missing);
        this.workers = workers;
        ticker.setDaemon(true);
        ticker.start();
    }

    private void tick() {
        long millis = console.isInteractive() ? REDRAW_MILLIS : PLAIN_MILLIS;
        try {
            while (true) {
                Thread.sleep(millis);
                if (console.isInteractive()) {
                    console.status(summary());
                } else {
                    console.line(summary());
                }
            }
        } catch (InterruptedException e) {
            console.status("");
        }
    }

    @Override
    public synchronized void began(PlannedRun run, int attempt) {
        current.put(run, new Current(System.nanoTime(), 0));
    }

    /** Once for each kind of run: others of the kind take about as much. */
    @Override
    public void planned(PlannedRun run, String memory) {
        synchronized (this) {
            if (!planned.add(run.run().called())) {
                return;
            }
        }
        console.line(String.format(
                Locale.ROOT, "%-7s memory of training: %s", run.run().called(), memory));
    }

    @Override
    public synchronized void progressed(PlannedRun run, double share) {
        current.computeIfPresent(run, (same, was) -> new Current(was.start(), Math.clamp(share, 0, 1)));
    }

    @Override
    public void finished(PlannedRun run) {
        double seconds = leave(run);
        console.status(summary());
        String result;
        try {
            result = Headline.result(new RunFolder(runs.resolve(run.folder()), run.key()));
        } catch (IOException e) {
            result = "(metrics cannot be read: " + e.getMessage() + ")";
        }
        console.line(Headline.name(run) + "   " + result + (result.isEmpty() ? "" : "   ") + Clock.words(seconds));
    }

    @Override
    public void elsewhere(PlannedRun run) {
        console.line(Headline.name(run) + "   another process is computing it");
    }

    @Override
    public void found(PlannedRun run) {
        synchronized (this) {
            current.remove(run); // here if the process was ours and was lost before it could say so
            missing.remove(run); // how fast the other process is says nothing about this one
        }
        console.line(Headline.name(run) + "   computed by another process");
    }

    @Override
    public void failed(Outcome.Failure failure) {
        leave(failure.run());
        console.problem(Headline.name(failure.run()) + "   failed: " + failure.why());
    }

    private synchronized double leave(PlannedRun run) {
        Current was = current.remove(run);
        double seconds = was == null ? 0 : was.seconds();
        secondsOfDone.put(run, seconds);
        return seconds;
    }

    @Override
    public void warned(String message) {
        console.problem(message);
    }

    /** Such as {@code 12/43 runs, 1 min 20 s, about 3 min 10 s left   seed 0 lock sft-12.5k 51 %, seed 1 strong 3 %}. */
    synchronized String summary() {
        String now = current.entrySet().stream()
                .map(entry -> Headline.shortName(entry.getKey()) + " "
                        + Math.round(100 * entry.getValue().share()) + " %")
                .collect(Collectors.joining(", "));
        double elapsed = (System.nanoTime() - start) * 1e-9;
        String left = elapsed < SOON ? "" : left();
        return secondsOfDone.size() + "/" + missing.size() + " runs, " + Clock.words(elapsed) + left
                + (now.isEmpty() ? "" : "   " + now);
    }

    private String left() {
        OptionalDouble seconds =
                TimeLeft.seconds(missing.stream().map(this::standing).toList(), workers.getAsInt());
        return seconds.isEmpty() ? "" : ", about " + Clock.words(seconds.getAsDouble()) + " left";
    }

    private TimeLeft.Standing standing(PlannedRun run) {
        String kind = run.run().called();
        Current now = current.get(run);
        if (now != null) {
            return new TimeLeft.Standing(kind, run.weight(), now.share(), now.seconds());
        }
        Double seconds = secondsOfDone.get(run);
        return new TimeLeft.Standing(kind, run.weight(), seconds == null ? 0 : 1, seconds == null ? 0 : seconds);
    }

    @Override
    public void close() {
        ticker.interrupt();
        try {
            ticker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
