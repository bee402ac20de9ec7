package lockpick.study.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.endpoint.ApiKey;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.twin.token.TwinTokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A served model with random weights, whose tokens are bytes and merges: it writes noise, with characters cut in two. */
final class TinyServer implements AutoCloseable {

    static final int MAX_TOKENS = 128;
    static final Duration AGES = Duration.ofMinutes(2);

    private static final String TEMPLATE = "{% for m in messages %}[{{ m.role }}] {{ m.content }}\\n{% endfor %}"
            + "{% if add_generation_prompt %}[assistant]{% endif %}";

    private final TrainablePolicy policy;
    private final ModelServer server;
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newHttpClient();

    private TinyServer(TrainablePolicy policy, ServerConfig config) throws IOException {
        this.policy = policy;
        this.server = new ModelServer(policy, config, failures::add);
    }

    /** Writes the model; with a chat template if wanted. */
    static Path saved(Path folder, boolean chats) throws IOException {
        Tokenizer tokenizer = TwinTokenizer.load();
        try (TrainablePolicy policy = TrainablePolicy.random(
                GptNeoX.pythia(2, 64, 4, tokenizer.size(), MAX_TOKENS), tokenizer, new Seed(3))) {
            policy.save(folder);
        }
        if (chats) {
            Files.writeString(folder.resolve("chat_template.jinja"), TEMPLATE.replace("\\n", "\n"));
        }
        return folder;
    }

    static TinyServer of(Path folder) throws IOException {
        return of(folder, Optional.empty(), 256, AGES);
    }

    static TinyServer of(Path folder, Optional<ApiKey> key, int maxConcurrent, Duration patience) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new TinyServer(
                TrainablePolicy.load(folder),
                new ServerConfig("tiny", anyPort, key, maxConcurrent, 100_000, MAX_TOKENS, patience, AGES));
    }

    /** An answer of the server. */
    record Answered(int status, Map<String, List<String>> headers, String text) {

        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        JsonNode choice() {
            return json().path("choices").path(0);
        }

        /** What a stream of events holds, but for the last. */
        List<JsonNode> events() {
            List<String> data = text.lines()
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.substring("data: ".length()))
                    .toList();
            if (!data.getLast().equals("[DONE]")) {
                throw new AssertionError("no end: " + text);
            }
            return data.subList(0, data.size() - 1).stream()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    TrainablePolicy policy() {
        return policy;
    }

    InetSocketAddress address() {
        return server.address();
    }

    String url() {
        return "http://127.0.0.1:" + address().getPort();
    }

    List<Throwable> failures() {
        return failures;
    }

    Answered completions(String body) {
        return post("/v1/completions", body);
    }

    Answered chat(String body) {
        return post("/v1/chat/completions", body);
    }

    Answered post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    Answered get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    private Answered send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answered(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server; its model stays open. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        policy.close();
    }
}
