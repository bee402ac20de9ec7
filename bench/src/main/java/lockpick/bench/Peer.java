package lockpick.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another program that does the work of a block: a script of {@code bench/peers}.
 *
 * @param arguments that select what it does
 */
record Peer(String script, List<String> arguments) {

    /** Where the name of the script goes in the command that starts it. */
    static final String SCRIPT = "{}";

    /** Who measures the same as this block, in the settings that suit them best. */
    static List<Peer> of(Block block) {
        List<String> common = List.of(
                "--size",
                block.size().label,
                "--threads",
                String.valueOf(block.threads()),
                "--malloc",
                "tuned+hugepages");
        return switch (block.work()) {
            case TRAIN_WITH_ALL_LOGITS -> List.of();
            case TRAIN ->
                block.size() == Size.SEVENTY_MILLION
                        ? List.of()
                        : block.processes() > 1
                                ? List.of(new Peer(
                                        "train.py", with(common, "--processes", String.valueOf(block.processes()))))
                                : List.of(
                                        new Peer("train.py", common), new Peer("train.py", with(common, "--compile")));
            case DECODE ->
                List.of(new Peer("decode.py", common), new Peer("decode.py", with(common, "--model", "transformers")));
        };
    }

    /**
     * Starts it and waits for its figure.
     *
     * @param command with {@value #SCRIPT} for the script
     */
    Measurement measure(Block block, String command, double seconds) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : command.strip().split("\\s+")) {
            words.add(word.replace(SCRIPT, script));
        }
        words.addAll(arguments);
        words.addAll(List.of("--seconds", String.valueOf(seconds)));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode line = output.lines()
                    .filter(text -> text.startsWith("{"))
                    .findFirst()
                    .map(JsonMapper.shared()::readTree)
                    .orElseThrow(() -> new IOException("no figure came from: " + String.join(" ", words)));
            return measurement(block, line);
        } finally {
            process.destroy();
        }
    }

    private static Measurement measurement(Block block, JsonNode line) {
        return new Measurement(
                block.name(),
                line.get("what").stringValue(),
                line.get("unit").stringValue(),
                line.get("threads").intValue(),
                block.processes(),
                line.get("value").doubleValue(),
                perCpuSecond(line),
                line.get("best").doubleValue(),
                line.get("repetitions").intValue(),
                sgemm(line, 0),
                sgemm(line, 1),
                null,
                line.get("own_cores").doubleValue(),
                line.get("other_cores").doubleValue(),
                line.get("page_faults").longValue(),
                null,
                line.get("blas").stringValue(),
                Map.of("setting", line.get("malloc").stringValue()),
                Measurement.now(),
                null);
    }

    /** The scripts count one thread in processor time already. */
    private static double perCpuSecond(JsonNode line) {
        double value = line.get("value").doubleValue();
        return line.get("threads").intValue() == 1
                ? value / line.path("processes").asInt(1)
                : value / line.get("own_cores").doubleValue();
    }

    private static Sgemm sgemm(JsonNode line, int index) {
        JsonNode speeds = line.get("sgemm_gflops");
        return new Sgemm(
                speeds.get("1024").get(index).doubleValue(),
                speeds.get("2048").get(index).doubleValue());
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }
}
