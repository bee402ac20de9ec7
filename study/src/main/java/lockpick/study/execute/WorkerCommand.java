package lockpick.study.execute;

import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a worker is started, here or on another machine that has everything at the same paths.
 *
 * @param arguments of the Java launcher, from the class path to the main class and its arguments
 * @param environment besides that of the process that starts it
 * @param folder where relative paths begin
 */
public record WorkerCommand(List<String> arguments, Map<String, String> environment, String folder)
        implements Serializable {

    /** What ./lockpick sets, and what tells a user's Lockpick from another's; nothing secret is among it. */
    private static final Pattern LAUNCHED = Pattern.compile(
            "MALLOC_\\w+|GLIBC_TUNABLES|OPENBLAS_\\w+|LD_LIBRARY_PATH|LOCKPICK_(CACHE|JOURNAL_SECONDS)");

    /** Where the launcher has the native libraries unpacked, for OpenBLAS apart. */
    private static final String NATIVES = "-Dorg.bytedeco.javacpp.cachedir=";

    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The same Java with the same flags and class path as this process; the main class must serve as {@link Worker}. */
    public static WorkerCommand likeThisProcess(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-agentlib:jdwp")) { // a debugger's port serves one process
                command.add(flag);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        Map<String, String> launched = new TreeMap<>(System.getenv());
        launched.keySet().removeIf(name -> !LAUNCHED.matcher(name).matches());
        return new WorkerCommand(command, launched, Path.of("").toAbsolutePath().toString());
    }

    /** The same for a worker that is to see this GPU alone. */
    WorkerCommand onGpu(String address) {
        Map<String, String> seeing = new HashMap<>(environment);
        seeing.put("CUDA_VISIBLE_DEVICES", address);
        return new WorkerCommand(arguments, seeing, folder);
    }

    /**
     * Starts a worker.
     *
     * @param threads CPU threads its native libraries may use; read by them once, when they are loaded
     * @param log takes its standard error, appended
     */
    Process start(int threads, Path log) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.add(1, "-XX:ErrorFile=" + log.resolveSibling("crash-%p.log").toAbsolutePath());
        if (threads > 1) { // those of OpenBLAS, which the launcher may have chosen, get in each other's way
            command.replaceAll(flag -> flag.startsWith(NATIVES) ? flag.replaceFirst("-openblas$", "") : flag);
            command.add(command.indexOf("-cp"), "-Dorg.bytedeco.openblas.load=mkl"); // the last one counts
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of(folder).toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        // MKL then follows OpenMP, thread by thread; set, it would cut products in two inside single-thread
        // micro-batches.
        builder.environment().remove("MKL_NUM_THREADS");
        builder.environment().put("MKL_DYNAMIC", "FALSE");
        return builder.start();
    }
}
