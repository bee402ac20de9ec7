package lockpick.report.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lockpick.report.Site;
import lockpick.report.Site.StudyFolder;
import lockpick.report.dashboard.LiveSite.Build;
import lockpick.study.file.Durable;

/**
 * Studies whose runs are watched and whose site is kept up to date, until closed. One thread looks, another makes the site anew:
 * that may take a while, and is done a fifth of the time at most, since whoever computes the runs needs the processor more.
 */
final class LiveStudies implements AutoCloseable {

    private static final int REST = 4; // as long as making the site took

    private final Watch watch;
    private final Duration interval;
    private final Consumer<Throwable> failures;
    private final Path folder;
    private final LiveSite site;
    private final News news = new News();
    private final Thread looking = new Thread(this::keepLooking, "look");
    private final Thread building = new Thread(this::keepBuilding, "site");

    private Look look;
    private List<WatchedStudy> built;
    private Build newest;
    private Optional<Build> previous = Optional.empty();
    private String lookProblem = "";
    private String buildProblem = "";

    /**
     * Makes the site for the first time.
     *
     * @param interval between two looks
     * @param failures who is told of our own mistakes
     * @throws lockpick.report.read.UnreadableRunException if a study or a run does not hold what it should
     */
    LiveStudies(List<StudyFolder> studies, Duration interval, Consumer<Throwable> failures) throws IOException {
        Site.requireNamesApart(studies);
        this.watch = new Watch(studies);
        this.interval = interval;
        this.failures = failures;
        this.folder = Files.createTempDirectory("lockpick-dashboard-");
        this.site = new LiveSite(folder);
        try {
            look = watch.look();
            built = look.studies();
            newest = site.build(built, System.currentTimeMillis());
        } catch (IOException | RuntimeException e) {
            Durable.delete(folder);
            throw e;
        }
        tell();
        for (Thread thread : List.of(looking, building)) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    News news() {
        return news;
    }

    /** The folder of the newest build, or of another one that is still there. */
    synchronized Optional<Path> site(OptionalLong build) {
        if (build.isEmpty() || build.getAsLong() == newest.number()) {
            return Optional.of(newest.folder());
        }
        return previous.filter(before -> before.number() == build.getAsLong()).map(Build::folder);
    }

    private void keepLooking() {
        try {
            while (true) {
                try {
                    saw(watch.look());
                } catch (IOException e) {
                    cannotLook(e);
                } catch (RuntimeException e) {
                    failures.accept(e);
                    cannotLook(e);
                }
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized void saw(Look now) {
        look = now;
        lookProblem = "";
        tell();
        notifyAll();
    }

    private synchronized void cannotLook(Exception why) {
        lookProblem = String.valueOf(why.getMessage());
        tell();
    }

    private void keepBuilding() {
        try {
            while (true) {
                List<WatchedStudy> studies = awaitNewRuns();
                long start = System.nanoTime();
                try {
                    made(site.build(studies, System.currentTimeMillis()), studies);
                } catch (IOException e) {
                    cannotBuild(e, studies);
                } catch (RuntimeException e) {
                    failures.accept(e);
                    cannotBuild(e, studies);
                }
                TimeUnit.NANOSECONDS.sleep(REST * (System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized List<WatchedStudy> awaitNewRuns() throws InterruptedException {
        while (look.studies().equals(built)) {
            wait();
        }
        return look.studies();
    }

    private void made(Build build, List<WatchedStudy> studies) throws IOException {
        Optional<Build> old;
        synchronized (this) {
            old = previous;
            previous = Optional.of(newest);
            newest = build;
            built = studies;
            buildProblem = "";
            tell();
        }
        if (old.isPresent()) {
            Durable.delete(old.get().folder());
        }
    }

    /** The site stays as it was until other runs have finished. */
    private synchronized void cannotBuild(Exception why, List<WatchedStudy> studies) {
        built = studies;
        buildProblem = String.valueOf(why.getMessage());
        tell();
    }

    private synchronized void tell() {
        news.tell(look.json()
                .put("build", newest.number())
                .put("problem", lookProblem.isEmpty() ? buildProblem : lookProblem)
                .toString());
    }

    @Override
    public void close() throws IOException {
        try {
            for (Thread thread : List.of(looking, building)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Durable.delete(folder);
    }
}
