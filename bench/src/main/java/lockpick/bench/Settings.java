package lockpick.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * With what the measured processes start.
 *
 * @param blas the library for matrix products
 * @param malloc how the C library keeps freed memory
 * @param seconds how long each piece of work is repeated
 * @param sgemmSeconds how long matrix products of each size are repeated, before and after
 */
record Settings(Blas blas, Malloc malloc, double seconds, double sgemmSeconds) {

    private static final String BLAS_FLAG = "-Dorg.bytedeco.openblas.load=";
    private static final List<String> MALLOC_VARIABLES = List.of(
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_MMAP_MAX_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "MALLOC_ARENA_MAX",
            "GLIBC_TUNABLES");

    /** Libraries for matrix products. */
    enum Blas {
        MKL,
        OPENBLAS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Ways of the C library with freed memory. */
    enum Malloc {
        /** As the launcher sets it, or whoever starts this program. */
        TUNED,
        /** As glibc is out of the box. */
        DEFAULT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A process that measures a block; it begins where {@link BlockProcess} is told to. */
    ProcessBuilder process(Block block) {
        return java(
                block.threads(),
                MeasuredProcess.class,
                block.work().name(),
                block.size().name(),
                String.valueOf(seconds),
                String.valueOf(sgemmSeconds));
    }

    /** A Java process as this one, with so many threads. */
    ProcessBuilder java(int threads, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith(BLAS_FLAG) && !flag.startsWith("-agentlib"))
                .forEach(command::add);
        if (blas == Blas.MKL) {
            command.add(BLAS_FLAG + "mkl");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        for (String variable : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
            builder.environment().put(variable, String.valueOf(threads));
        }
        builder.environment().remove("MKL_NUM_THREADS"); // MKL then follows OpenMP, thread by thread
        builder.environment().put("MKL_DYNAMIC", "FALSE");
        applyMalloc(builder.environment());
        return builder;
    }

    /** The allocator's variables in the environment of measured processes. */
    Map<String, String> mallocVariables() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        applyMalloc(environment);
        environment.keySet().retainAll(MALLOC_VARIABLES);
        return environment;
    }

    private void applyMalloc(Map<String, String> environment) {
        if (malloc == Malloc.DEFAULT) {
            MALLOC_VARIABLES.forEach(environment::remove);
        }
    }
}
