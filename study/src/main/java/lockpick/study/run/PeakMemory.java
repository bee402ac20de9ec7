package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of this process since a moment, from Linux's {@code /proc}. */
public final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private PeakMemory() {}

    /** Starts anew; where the system does not allow it, the peak is that of the whole process. */
    public static void reset() {
        try {
            Files.writeString(CLEAR, "5"); // 5: forget the peak (proc_pid_clear_refs(5))
        } catch (IOException e) {
            return;
        }
    }

    /** In bytes; 0 where the system does not say. */
    public static long bytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
