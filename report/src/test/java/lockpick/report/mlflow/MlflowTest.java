package lockpick.report.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lockpick.report.SyntheticStudy;
import lockpick.report.mlflow.Mlflow.Exported;
import lockpick.report.read.Scalar;
import lockpick.study.endpoint.EndpointException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowTest {

    private static final String STUDY = SyntheticStudy.NAME;
    private static final int RUNS = 11; // of the smallest study

    @TempDir
    private Path folder;

    private Path runs;
    private StrictMlflow mlflow;

    @BeforeEach
    void start() throws IOException {
        runs = folder.resolve("runs");
        SyntheticStudy.small(1).write(runs);
        mlflow = new StrictMlflow();
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    private Exported export(Map<String, String> environment, String... studies)
            throws IOException, InterruptedException {
        try (TrackingServer server = TrackingServer.of(mlflow.url(), environment)) {
            return Mlflow.export(runs, Set.of(studies), server);
        }
    }

    @Test
    void everyRunIsOneOfItsStudysExperimentWithWhatItIsAndFound() throws Exception {
        assertThat(export(Map.of(), STUDY)).isEqualTo(new Exported(RUNS, 0));
        assertThat(mlflow.experiments()).containsExactly(STUDY);
        Path lock = SyntheticStudy.first(runs, "lock");
        StrictMlflow.Run run = mlflow.runsOf(STUDY).stream()
                .filter(each -> lock.endsWith(each.tags.get("lockpick.run")))
                .findFirst()
                .orElseThrow();
        assertThat(run.tags.get("lockpick.key"))
                .hasSize(64)
                .startsWith(run.tags.get("lockpick.run").substring("lock-".length()));
        assertThat(run.parameters).containsEntry("kind", "lock").containsEntry("lock", "sft-12.5k");
        List<String> lines = Files.readAllLines(lock.resolve("metrics.jsonl"));
        long curve = lines.stream().filter(line -> line.contains("\"train\"")).count();
        // Three values of a point of the curve, two of an evaluation.
        assertThat(run.metrics).hasSize((int) (3 * curve + 2 * (lines.size() - curve)));
        assertThat(run.metrics.getFirst().path("key").stringValue()).isEqualTo("train/loss");
        assertThat(run.info.path("run_name").stringValue()).isEqualTo("lock: seed 0, lock sft-12.5k");
        assertThat(run.info.path("status").stringValue()).isEqualTo("FINISHED");
        long end = Files.getLastModifiedTime(lock.resolve("metrics.jsonl")).toMillis();
        assertThat(run.info.path("end_time").longValue()).isEqualTo(end);
        assertThat(run.info.path("start_time").longValue()).isLessThan(end);
    }

    @Test
    void settingsAreParametersByTheirPath() throws Exception {
        export(Map.of(), STUDY);
        assertThat(mlflow.runsOf(STUDY))
                .filteredOn(run -> run.tags.get("lockpick.run").startsWith("sft-"))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.parameters).containsKey("elicitation.method"));
    }

    @Test
    void whatIsThereIsNotWrittenAgain() throws Exception {
        export(Map.of(), STUDY);
        assertThat(export(Map.of(), STUDY)).isEqualTo(new Exported(0, RUNS));
        assertThat(mlflow.runs).hasSize(RUNS);
    }

    @Test
    void anExportThatWasStoppedGoesOn() throws Exception {
        mlflow.answerOnly(12); // somewhere within the third run
        assertThatThrownBy(() -> export(Map.of(), STUDY))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("HTTP 503 (come back later)");
        long whole = mlflow.runs.stream()
                .filter(run -> run.info.path("status").stringValue().equals("FINISHED"))
                .count();
        assertThat(whole).isPositive().isLessThan(mlflow.runs.size());
        mlflow.answerAll();
        assertThat(export(Map.of(), STUDY)).isEqualTo(new Exported(RUNS - (int) whole, (int) whole));
        assertThat(mlflow.runsOf(STUDY))
                .hasSize(RUNS)
                .allSatisfy(
                        run -> assertThat(run.info.path("status").stringValue()).isEqualTo("FINISHED"));
    }

    @Test
    void withoutStudiesEveryRunIsMeantAndThoseOfNoneHaveAnExperimentOfTheirOwn() throws Exception {
        Files.delete(runs.resolve("studies").resolve(STUDY).resolve("study.json"));
        assertThat(export(Map.of())).isEqualTo(new Exported(RUNS, 0));
        assertThat(mlflow.runsOf("lockpick")).hasSize(RUNS);
        assertThat(export(Map.of(), "another")).isEqualTo(new Exported(0, 0));
    }

    @Test
    void muchIsLoggedInPartsAndNamesAndValuesAreMadeToFit() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> parameters.put("p." + i, "x".repeat(i)));
        parameters.put("long", "x".repeat(7000));
        List<Scalar> scalars = IntStream.range(0, 2500)
                .mapToObj(step -> new Scalar(step, "correctness/α=-1,//../b", step == 7 ? Double.NaN : step))
                .toList();
        try (TrackingServer server = TrackingServer.of(mlflow.url(), Map.of())) {
            String run = server.create(server.experiment("a study"), "a run", 1, Map.of("lockpick.key", "0"));
            server.log(run, parameters, scalars, 2);
        }
        StrictMlflow.Run run = mlflow.runsOf("a study").getFirst();
        assertThat(run.parameters).hasSize(251).containsEntry("p.3", "xxx");
        assertThat(run.parameters.get("long")).hasSize(6000);
        assertThat(run.metrics).hasSize(2500);
        assertThat(run.metrics.get(7)).hasToString("""
            {"key":"correctness/__-1_/_/_/b","value":"NaN","timestamp":2,"step":7}\
            """);
        assertThat(run.metrics.get(2499).path("value").doubleValue()).isEqualTo(2499);
    }

    @Test
    void theTokenIsSentAndNeverTold() throws Exception {
        mlflow.want("right-token");
        assertThat(export(Map.of("MLFLOW_TRACKING_TOKEN", "right-token"), STUDY))
                .isEqualTo(new Exported(RUNS, 0));
        assertThatThrownBy(() -> export(Map.of("MLFLOW_TRACKING_TOKEN", "wrong-token"), STUDY))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("HTTP 401")
                .hasMessageContaining("MLFLOW_TRACKING_TOKEN")
                .hasMessageNotContaining("wrong-token");
        assertThatThrownBy(() -> TrackingServer.of("http://mlflow.example", Map.of("MLFLOW_TRACKING_TOKEN", "t")))
                .hasMessageContaining("use https");
    }

    @Test
    void whatIsNoServerOfMlflowIsOneSentence() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("hi".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        String url = "http://localhost:" + other.getAddress().getPort();
        try (TrackingServer server = TrackingServer.of(url, Map.of())) {
            assertThatThrownBy(() -> server.experiment("a"))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining("see that this is the address of an MLflow server");
        } finally {
            other.stop(0);
        }
        int unused;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = nobody.getLocalPort();
        }
        try (TrackingServer server = TrackingServer.of("http://localhost:" + unused, Map.of())) {
            assertThatThrownBy(() -> server.experiment("a")).hasMessageContaining("cannot be reached");
        }
    }
}
