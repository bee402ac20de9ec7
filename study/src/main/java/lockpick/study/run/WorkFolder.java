package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.study.file.Durable;

/** {@code runs/.work}: runs being computed, the journals of their training, runs found damaged, and the workers' logs. Always safe to delete. */
public record WorkFolder(Path runs) {

    private static final Pattern BEGUN = Pattern.compile("[a-z-]+-[0-9a-f]{12}\\.(\\d+)");

    public Path path() {
        return runs.resolve(".work");
    }

    public Path logs() {
        return path().resolve("logs");
    }

    /** Where this process writes a run until it is done. */
    public Path begun(String folder) {
        return path().resolve(folder + "." + ProcessHandle.current().pid());
    }

    /** Where a run's training is kept until the run is done; whoever computes the run next goes on from there. */
    public Path journal(String folder) {
        return path().resolve(folder + ".journal");
    }

    /** Deletes what processes that are no longer alive have begun. */
    public void clean() throws IOException {
        deleteBegun(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Deletes what one process has begun, after its end. */
    public void cleanAfter(long ended) throws IOException {
        deleteBegun(pid -> pid == ended);
    }

    private void deleteBegun(LongPredicate whose) throws IOException {
        if (!Files.isDirectory(path())) {
            return;
        }
        for (Path each : list(path())) {
            Matcher name = BEGUN.matcher(each.getFileName().toString());
            if (name.matches() && whose.test(Long.parseLong(name.group(1)))) {
                Durable.delete(each);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }

    /**
     * Takes a damaged run folder out of the way, in place of one that was kept before.
     *
     * @return where it is now
     */
    public Path putAside(Path damaged) throws IOException {
        Files.createDirectories(path());
        Path aside = path().resolve(damaged.getFileName() + ".damaged");
        Durable.delete(aside);
        Durable.rename(damaged, aside);
        return aside;
    }
}
