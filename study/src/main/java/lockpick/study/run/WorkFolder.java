package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.study.file.Durable;

/**
 * {@code runs/.work}: runs being computed, the journals of their training, why runs failed, runs found damaged, and the workers'
 * logs. Always safe to delete.
 */
public record WorkFolder(Path runs) {

    private static final Pattern BEGUN =
            Pattern.compile("(?<what>[a-z-]+-[0-9a-f]{12})\\.(?<machine>.+)\\.(?<process>\\d+)");
    private static final Pattern LOGS_OF = Pattern.compile("(?<machine>.+)\\.(?<process>\\d+)");
    private static final String LOGS = "logs";
    private static final String FAILED = ".failed";
    private static final String MACHINE = hostname();

    /** The name of this machine. */
    public static String machine() {
        return MACHINE;
    }

    private static String hostname() {
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
        return path().resolve(LOGS).resolve(thisProcess());
    }

    /** Where this process writes a run until it is done. */
    public Path begun(String folder) {
        return path().resolve(folder + "." + thisProcess());
    }

    private static String thisProcess() {
        return MACHINE + "." + ProcessHandle.current().pid();
    }

    /** Where a run's training is kept until the run is done; whoever computes the run next goes on from there. */
    public Path journal(String folder) {
        return path().resolve(folder + ".journal");
    }

    /** The runs that living processes are computing, by name; processes of other machines are taken to live. */
    public List<RunningRun> running() throws IOException {
        List<RunningRun> running = new ArrayList<>();
        for (Path each : list(path())) {
            Matcher name = BEGUN.matcher(each.getFileName().toString());
            if (name.matches() && !(isHere(name) && isDead(process(name)))) {
                running.add(ProgressFile.read(each, name.group("what")));
            }
        }
        running.sort(Comparator.comparing(RunningRun::folder));
        return running;
    }

    /** Where it is written why a run failed, until somebody computes it again. */
    Path failed(String folder) {
        return path().resolve(folder + FAILED);
    }

    /** Why runs failed, in a sentence each, by the names of their folders. */
    public Map<String, String> failures() throws IOException {
        Map<String, String> failures = new TreeMap<>();
        for (Path each : list(path())) {
            String name = each.getFileName().toString();
            if (name.endsWith(FAILED)) {
                try {
                    failures.put(
                            name.substring(0, name.length() - FAILED.length()),
                            Files.readString(each).strip());
                } catch (NoSuchFileException e) {
                    // somebody has just begun to compute it again
                }
            }
        }
        return failures;
    }

    /** Deletes what processes of this machine that are no longer alive have begun. */
    public void clean() throws IOException {
        delete(path(), BEGUN, WorkFolder::isDead);
    }

    /** Deletes the logs of processes of this machine that are no longer alive. */
    public void cleanLogs() throws IOException {
        delete(path().resolve(LOGS), LOGS_OF, WorkFolder::isDead);
    }

    /** Deletes what one process of this machine has begun, after its end. */
    public void cleanAfter(long ended) throws IOException {
        delete(path(), BEGUN, process -> process == ended);
    }

    /** Deletes what processes of any machine have begun of one run, which none of them computes any more. */
    void cleanBegun(String run) throws IOException {
        for (Path each : list(path())) {
            Matcher name = BEGUN.matcher(each.getFileName().toString());
            if (name.matches() && name.group("what").equals(run)) {
                Durable.delete(each);
            }
        }
    }

    private static void delete(Path folder, Pattern names, LongPredicate whose) throws IOException {
        for (Path each : list(folder)) {
            Matcher name = names.matcher(each.getFileName().toString());
            if (name.matches() && isHere(name) && whose.test(process(name))) {
                Durable.delete(each);
            }
        }
    }

    private static boolean isHere(Matcher name) {
        return name.group("machine").equals(MACHINE);
    }

    private static long process(Matcher name) {
        return Long.parseLong(name.group("process"));
    }

    private static boolean isDead(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }

    /** Deletes the folder of a run: out of sight first, so that no half of it is ever taken for a run. */
    void delete(Path run) throws IOException {
        Path aside = begun(run.getFileName().toString()); // where another process would clean up after this one
        Files.createDirectories(path());
        Durable.rename(run, aside);
        Durable.delete(aside);
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
