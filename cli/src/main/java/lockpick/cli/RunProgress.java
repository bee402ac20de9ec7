package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import lockpick.study.experiment.ExecutionListener;
import lockpick.study.experiment.Outcome;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunFolder;

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
    private final int total;
    private final double totalWeight;
    private final long start = System.nanoTime();
    private final Map<PlannedRun, Current> current = new LinkedHashMap<>();
    private final Thread ticker = new Thread(this::tick, "progress");
    private int done;
    private double doneWeight;

    private record Current(long start, double share) {}

    /** @param missing the runs that are to be computed */
    RunProgress(Console console, Path runs, Collection<PlannedRun> missing) {
        this.console = console;
        this.runs = runs;
        total = missing.size();
        totalWeight = missing.stream().mapToDouble(PlannedRun::weight).sum();
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
    public void failed(Outcome.Failure failure) {
        leave(failure.run());
        console.problem(Headline.name(failure.run()) + "   failed: " + failure.why());
    }

    private synchronized double leave(PlannedRun run) {
        done++;
        doneWeight += run.weight();
        Current was = current.remove(run);
        return was == null ? 0 : (System.nanoTime() - was.start()) * 1e-9;
    }

    @Override
    public void warned(String message) {
        console.problem(message);
    }

    /** Such as {@code 12/43 runs   sft 45 %, lock 3 %   1 min 20 s, about 3 min 10 s left}. */
    synchronized String summary() {
        String now = current.entrySet().stream()
                .map(entry -> entry.getKey().folder() + " "
                        + Math.round(100 * entry.getValue().share()) + " %")
                .collect(Collectors.joining(", "));
        double elapsed = (System.nanoTime() - start) * 1e-9;
        return done + "/" + total + " runs   " + (now.isEmpty() ? "" : now + "   ") + Clock.words(elapsed)
                + remaining(elapsed);
    }

    private String remaining(double elapsed) {
        double weight = doneWeight;
        for (var entry : current.entrySet()) {
            weight += entry.getKey().weight() * entry.getValue().share();
        }
        if (elapsed < SOON || weight <= 0) {
            return "";
        }
        return ", about " + Clock.words(elapsed / weight * Math.max(0, totalWeight - weight)) + " left";
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
