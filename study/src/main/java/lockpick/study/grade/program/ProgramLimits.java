package lockpick.study.grade.program;

import lockpick.study.sandbox.RunLimits;

/**
 * What programs may use.
 *
 * @param testCpuMillis processor time of one run or call, in milliseconds (0.5 s: paper App. E.1)
 * @param assertionsCpuMillis processor time of a program with all its assertions, in milliseconds
 * @param waitMillis how much longer than that on the clock, in milliseconds
 * @param memoryBytes of address space
 * @param compileCpuMillis processor time to compile, in milliseconds
 * @param compileMemoryBytes address space of each process that compiles
 */
public record ProgramLimits(
        int testCpuMillis,
        int assertionsCpuMillis,
        int waitMillis,
        long memoryBytes,
        int compileCpuMillis,
        long compileMemoryBytes) {

    /**
     * The paper's 0.5 s; the rest is our choice where the paper is silent: 512 MiB, 10 s to compile. Assertions have the
     * 3 s that HumanEval's own harness gives them.
     */
    public static final ProgramLimits PAPER = new ProgramLimits(500, 3_000, 2_000, 512L << 20, 10_000, 1536L << 20);

    private static final int COMPILER_PATIENCE = 6; // on a busy machine
    private static final int ERROR_BYTES = 16 << 10;
    private static final int LEAST_OUTPUT_BYTES = 64 << 10;
    private static final int MOST_OUTPUT_BYTES = 64 << 20;

    public ProgramLimits {
        if (Math.min(Math.min(testCpuMillis, assertionsCpuMillis), Math.min(waitMillis, compileCpuMillis)) < 1
                || Math.min(memoryBytes, compileMemoryBytes) < 1 << 20) {
            throw new IllegalArgumentException(
                    "limits of programs: times must be at least 1 ms and memory at least 1 MiB");
        }
    }

    /** Of a run whose right output is so long. */
    RunLimits test(long expectedBytes) {
        return run(testCpuMillis, (int) Math.min(LEAST_OUTPUT_BYTES + 2 * expectedBytes, MOST_OUTPUT_BYTES));
    }

    RunLimits assertions() {
        return run(assertionsCpuMillis, LEAST_OUTPUT_BYTES);
    }

    RunLimits compile() {
        return new RunLimits(
                compileCpuMillis, COMPILER_PATIENCE * compileCpuMillis + waitMillis, LEAST_OUTPUT_BYTES, ERROR_BYTES);
    }

    private RunLimits run(int cpuMillis, int outputBytes) {
        return new RunLimits(cpuMillis, cpuMillis + waitMillis, outputBytes, ERROR_BYTES);
    }
}
