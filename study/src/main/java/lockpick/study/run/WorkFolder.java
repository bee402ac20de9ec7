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

    private static final Pattern BEGUN = Pattern.compile("[a-z-]+-[0-9a-f]{12}\\.(.+)\\.(\\d+)");

    private static final Pattern OF_PROCESS = Pattern.compile("(.+)\\.(\\d+)");
    private static final String LOGS = "logs";
    private static final String HOST = host();

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost"; // no Linux, and so no cluster
        }
    }

    public Path path() {
        return runs.resolve(".work");
    }

    /** The logs of the workers of this process. */
    public Path logs() {
        return path().resolve(LOGS).resolve(HOST + "." + ProcessHandle.current().pid());
    }

    /** Where this process writes a run until it is done. */
    public Path begun(String folder) {
        return path().resolve(
                        folder + "." + HOST + "." + ProcessHandle.current().pid());
    }

    /** Where a run's training is kept until the run is done; whoever computes the run next goes on from there. */
    public Path journal(String folder) {
        return path().resolve(folder + ".journal");
    }

    /** Deletes what processes of this machine that are no longer alive have begun. */
    public void clean() throws IOException {
        delete(path(), BEGUN, WorkFolder::isDead);
    }

    /** Deletes the logs of processes of this machine that are no longer alive. */
    public void cleanLogs() throws IOException {
        delete(path().resolve(LOGS), OF_PROCESS, WorkFolder::isDead);
    }

    private static boolean isDead(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** Deletes what one process has begun, after its end. */
    public void cleanAfter(long ended) throws IOException {
        delete(path(), BEGUN, pid -> pid == ended);
    }

    private static void delete(Path folder, Pattern names, LongPredicate whose) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path each : list(folder)) {
            Matcher name = names.matcher(each.getFileName().toString());
            if (name.matches() && name.group(1).equals(HOST) && whose.test(Long.parseLong(name.group(2)))) {
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
