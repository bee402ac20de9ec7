package lockpick.study.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockpick.study.serve.TinyServer.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as public clients send them (clients.jsonl says which, and where in their source), and what they read of the answers. */
class ClientsTest {

    @TempDir
    private static Path folder = Path.of("");

    private static TinyServer server = null;

    @BeforeAll
    static void open() throws IOException {
        server = TinyServer.of(TinyServer.saved(folder.resolve("model"), true));
    }

    @AfterAll
    static void close() {
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    static Stream<JsonNode> requests() throws IOException {
        try (InputStream lines = Objects.requireNonNull(ClientsTest.class.getResourceAsStream("clients.jsonl"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aClientIsAnsweredAsItExpects(JsonNode request) {
        Answered answer = server.post(
                request.path("path").stringValue(), request.path("body").toString());
        assertThat(answer.status())
                .as(answer.text())
                .isEqualTo(request.path("status").intValue());
        JsonNode json = answer.json();
        request.path("is")
                .forEachEntry((pointer, value) ->
                        assertThat(json.at(pointer)).as(pointer).isEqualTo(value));
        request.path("sizes")
                .forEachEntry((pointer, size) ->
                        assertThat(json.at(pointer).size()).as(pointer).isEqualTo(size.intValue()));
    }

    /** As {@code chat.completions.create(stream=True, stream_options=…)} of openai-python, and Inspect, ask for a stream. */
    @Test
    void aStreamEndsWithItsUsage() {
        List<JsonNode> events = server.chat(
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"model\": \"tiny\","
                                + " \"max_tokens\": 6, \"temperature\": 0, \"stream\": true,"
                                + " \"stream_options\": {\"include_usage\": true}}")
                .events();
        assertThat(events.getFirst().at("/choices/0/delta/role").asString("")).isEqualTo("assistant");
        assertThat(events.getLast().path("choices").isArray()).isTrue();
        assertThat(events.getLast().path("choices").isEmpty()).isTrue();
        assertThat(events.getLast().at("/usage/completion_tokens").intValue()).isBetween(1, 6);
    }
}
