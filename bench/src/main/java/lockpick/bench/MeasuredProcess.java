package lockpick.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import lockpick.engine.tensor.Libtorch;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that measures one block, in three parts: matrix products, the work, matrix products. Before each part it says
 * {@value #READY} and waits for a line, so that several begin together; at the end it prints a {@link Result}.
 */
final class MeasuredProcess {

    static final String READY = "ready";
    private static final double WARM_UP_SECONDS = 1;

    /** What one process found. */
    record Result(
            Repetitions repetitions,
            long amount,
            double flop,
            Sgemm before,
            Sgemm after,
            long peakResidentBytes,
            String libtorch,
            String instructionSet) {}

    private MeasuredProcess() {}

    public static void main(String... arguments) throws IOException {
        Block block = new Block(Block.Work.valueOf(arguments[0]), Size.valueOf(arguments[1]), 1, Libtorch.threads());
        double seconds = Double.parseDouble(arguments[2]);
        double sgemmSeconds = Double.parseDouble(arguments[3]);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        await(input);
        Sgemm before = Sgemm.measure(sgemmSeconds);
        try (Workload work = block.open()) {
            Repetitions.of(work::repeat, Math.min(seconds, WARM_UP_SECONDS));
            await(input);
            Repetitions repetitions = Repetitions.of(work::repeat, seconds);
            long peak = ProcessorUse.peakResidentBytes();
            await(input);
            Sgemm after = Sgemm.measure(sgemmSeconds);
            System.out.println(JsonMapper.shared()
                    .writeValueAsString(new Result(
                            repetitions,
                            work.amount(),
                            work.flop(),
                            before,
                            after,
                            peak,
                            Libtorch.version(),
                            Libtorch.instructionSet())));
        }
    }

    private static void await(BufferedReader input) throws IOException {
        System.out.println(READY);
        if (input.readLine() == null) {
            System.exit(1); // whoever started this process is gone
        }
    }
}
