package lockpick.study.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What commands in a box see and may do.
 *
 * @param system whether they see the system's programs and libraries; a program linked statically needs none
 * @param tools a folder that they see as {@value #TOOLS}
 * @param scratchBytes size of a folder {@code /tmp} in memory that they may write to; 0 for none
 * @param memoryBytes address space of a process
 * @param processes most processes and threads
 * @param tested whether they are tested programs, which may neither start processes nor write files
 */
public record BoxSettings(
        boolean system, Optional<Path> tools, long scratchBytes, long memoryBytes, int processes, boolean tested) {

    public static final String TOOLS = "/tools";

    private static final int THREADS = 32;
    private static final int COMPILER_PROCESSES = 64;

    /** For a tested program that is a file of its own. */
    public static BoxSettings program(long memoryBytes) {
        return new BoxSettings(false, Optional.empty(), 0, memoryBytes, THREADS, true);
    }

    /** For a tested program that an interpreter of the system runs. */
    public static BoxSettings interpreted(long memoryBytes) {
        return new BoxSettings(true, Optional.empty(), 0, memoryBytes, THREADS, true);
    }

    /** For a compiler. */
    public static BoxSettings compiler(Path tools, long memoryBytes, long scratchBytes) {
        return new BoxSettings(true, Optional.of(tools), scratchBytes, memoryBytes, COMPILER_PROCESSES, false);
    }
}
