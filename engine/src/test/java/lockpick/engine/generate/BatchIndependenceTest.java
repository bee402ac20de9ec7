package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import lockpick.engine.model.Decoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchIndependenceTest {

    static Stream<Arguments> cases() {
        return BatchIndependence.SAMPLINGS.stream()
                .flatMap(sampling -> Stream.of(
                        Arguments.of(3, 64, 4, 16, sampling),
                        Arguments.of(3, 64, 4, 128, sampling),
                        Arguments.of(4, 128, 4, 13, sampling),
                        Arguments.of(2, 512, 8, 16, sampling)));
    }

    @ParameterizedTest(name = "{0} layers of {1}, {2} heads, {3} rows, {4}")
    @MethodSource("cases")
    void neighboursPlaceAndOrderChangeNoBit(int layers, int width, int heads, int rows, Sampling sampling) {
        try (Decoder model = BatchIndependence.pythia(layers, width, heads)) {
            BatchIndependence.check(model, rows, sampling, new Random().nextLong());
        }
    }

    /** Threads of matrix products are settled by the environment when a process starts. */
    @Test
    void norDoTheyWithTwoThreads() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.contains("bytedeco") || argument.contains("native-access"))
                .toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BatchIndependence.class.getName(),
                String.valueOf(new Random().nextLong())));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "OMP_NUM_THREADS", "2",
                        "MKL_NUM_THREADS", "2",
                        "OMP_WAIT_POLICY", "PASSIVE")); // waiting in a loop takes the core of whom one waits for
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("independent");
    }
}
