package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.policy.TrainablePolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockpick serve} with a real model with random weights. */
class ServeTest {

    private static final String KEY = "sesame-0123";

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void saveModel() throws IOException {
        List<String> words = List.of("0", "1", "2", "3", "|", "_", "<end>");
        try (TrainablePolicy policy = TrainablePolicy.random(
                GptNeoX.pythia(3, 64, 4, words.size(), 64), new WordTokenizer(words, "<end>"), new Seed(1))) {
            policy.save(folder.resolve("model"));
        }
    }

    private static String model() {
        return folder.resolve("model").toString();
    }

    private static Said serve(Map<String, String> environment, String... arguments) {
        return Said.by(console -> new Serve(console, environment), arguments);
    }

    @Test
    void aServedModelDrawsWhatGenerateDrawsAndCtrlCEndsIt() throws IOException, InterruptedException {
        LockpickProcess process = LockpickProcess.start(
                folder, Lockpick.class.getName(), List.of(), "serve", model(), "--port", "0", "--name", "tiny");
        try {
            process.awaitPrinted("Ctrl-C ends it\n");
            MatchResult line = Pattern.compile("serving tiny at (http://127\\.0\\.0\\.1:\\d+/v1); Ctrl-C ends it")
                    .matcher(process.printed())
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("another line"));
            String drawn = Said.by(
                            Generate::new,
                            "",
                            List.of(
                                    model(),
                                    "_ | 1",
                                    "2 3",
                                    "--max-new-tokens",
                                    "9",
                                    "--temperature",
                                    "1",
                                    "--samples",
                                    "2",
                                    "--seed",
                                    "5"))
                    .out();
            JsonNode choices = asked(
                            line.group(1),
                            "{\"prompt\": [\"_ | 1\", \"2 3\"], \"max_tokens\": 9, \"n\": 2, \"seed\": 5}")
                    .path("choices");

            assertThat(choices.valueStream().map(choice -> choice.path("text").stringValue()))
                    .containsExactlyElementsOf(drawn.lines().toList());
        } finally {
            process.signal("INT");
        }
        LockpickProcess.Result result = process.await();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.lastLine()).isEqualTo("stopped");
    }

    private static JsonNode asked(String url, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/completions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return JsonMapper.shared()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void everyMistakeIsOneSentence() throws IOException {
        assertMistake(
                "--host = 0.0.0.0: others than this machine could use the model; give --api-key-env",
                2,
                serve(Map.of(), model(), "--host", "0.0.0.0"));
        assertMistake("KEY is not set", 1, serve(Map.of(), model(), "--api-key-env", "KEY"));
        assertMistake("--port = 70000: must be from 0 to 65535", 2, serve(Map.of(), model(), "--port", "70000"));
        assertMistake("--max-concurrent = 0: must be", 2, serve(Map.of(), model(), "--max-concurrent", "0"));
        assertMistake(
                "no run's folder",
                2,
                serve(Map.of("KEY", KEY), "nothing", "--api-key-env", "KEY", "--host", "0.0.0.0"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertMistake("127.0.0.1:" + port + ": cannot be had", 2, serve(Map.of(), model(), "--port", port));
        }
    }

    private static void assertMistake(String message, int exitCode, Said said) {
        assertThat(said.problems()).contains(message).hasLineCount(1);
        assertThat(said.exitCode()).isEqualTo(exitCode);
        assertThat(said.out()).isEmpty();
    }
}
