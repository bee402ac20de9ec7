package lockpick.engine.tensor;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.global.torch;

/** Settings and facts of the native library, process-wide. */
public final class Libtorch {

    static {
        Natives.load();
    }

    private Libtorch() {}

    /**
     * Sets the threads that one operation of the calling thread may use. Matrix products of MKL follow
     * too, unless {@code MKL_NUM_THREADS} was in the environment when the process started: then they use that many. Those of
     * OpenBLAS use as many as {@code OPENBLAS_NUM_THREADS} said then.
     */
    public static void setThreads(int threads) {
        torch.set_num_threads(threads);
    }

    public static int threads() {
        return torch.get_num_threads();
    }

    /** Version of libtorch, such as 2.10.0. */
    public static String version() {
        return setting("TORCH_VERSION");
    }

    /** The library that multiplies matrices: mkl or openblas. */
    public static String blas() {
        return Natives.loadedBlas();
    }

    /** The instruction set the kernels of this processor use, such as AVX512. */
    public static String instructionSet() {
        String config = torch.show_config().getString();
        return config.lines()
                .filter(line -> line.contains("CPU capability usage:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String setting(String name) {
        String config = torch.show_config().getString();
        int at = config.indexOf(name + "=");
        if (at < 0) {
            return "unknown";
        }
        int from = at + name.length() + 1;
        return config.substring(from, config.indexOf(',', from)).strip();
    }

    /** Turns gradients off in this thread until closed. */
    public static NoGrad noGrad() {
        return new NoGrad();
    }

    /** A stretch of code that records nothing for gradients. */
    public static final class NoGrad implements AutoCloseable {

        private final AutoGradMode guard = new AutoGradMode(false);

        private NoGrad() {}

        @Override
        public void close() {
            guard.close();
        }
    }
}
