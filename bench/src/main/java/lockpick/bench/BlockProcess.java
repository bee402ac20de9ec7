package lockpick.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A {@link MeasuredProcess} from the outside. Close it to end the process. */
final class BlockProcess implements AutoCloseable {

    private static final int PARTS = 3;

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private BlockProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Measures a block with as many processes as it asks for, which begin each part together. */
    static List<MeasuredProcess.Result> measure(Block block, Settings settings) throws IOException {
        List<BlockProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < block.processes(); i++) {
                processes.add(new BlockProcess(settings.process(block).start()));
            }
            for (int part = 0; part < PARTS; part++) {
                for (BlockProcess each : processes) {
                    each.awaitReady();
                }
                for (BlockProcess each : processes) {
                    each.go();
                }
            }
            List<MeasuredProcess.Result> results = new ArrayList<>();
            for (BlockProcess each : processes) {
                results.add(JsonMapper.shared().readValue(each.line(), MeasuredProcess.Result.class));
            }
            return results;
        } finally {
            processes.forEach(BlockProcess::close);
        }
    }

    private void awaitReady() throws IOException {
        String line = line();
        if (!line.equals(MeasuredProcess.READY)) {
            throw new IOException("a measuring process said: " + line);
        }
    }

    private void go() throws IOException {
        input.write("go\n");
        input.flush();
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("a measuring process ended before it was done; its own words are above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
