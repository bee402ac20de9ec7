package lockpick.study.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.endpoint.ApiKey;
import lockpick.study.serve.TinyServer.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is refused, how, and that the server goes on afterwards. */
class RefusalsTest {

    private static final String KEY = "sesame-0123";

    @TempDir
    private static Path folder = Path.of("");

    private static TinyServer server = null;

    @BeforeAll
    static void open() throws IOException {
        server = TinyServer.of(TinyServer.saved(folder, false));
    }

    @AfterAll
    static void close() {
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    private static void assertRefused(Answered answer, int status, String code, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("code").stringValue()).isEqualTo(code);
        assertThat(error.path("message").stringValue()).startsWith(message);
        assertThat(error.path("type").stringValue()).isEqualTo(status < 500 ? "invalid_request_error" : "server_error");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
        prompt            ; {}                                       ; : missing; expected a text, an array
        prompt            ; {"prompt": 7}                            ; ` = 7: expected a text, an array of texts`
        prompt            ; {"prompt": ""}                           ; : empty
        prompt            ; {"prompt": []}                           ; : empty
        prompt[1]         ; {"prompt": ["a", {}]}                    ; ` = {}: expected a text`
        prompt            ; {"prompt": [1, "a"]}                     ; ` = "a": expected token ids from 0 to`
        prompt            ; {"prompt": [99999]}                      ; ` = 99999: expected token ids from 0 to`
        temperature       ; {"prompt": "a", "temperature": "hot"}    ; ` = "hot": expected a number from 0 to 2`
        temperature       ; {"prompt": "a", "temperature": -1}       ; ` = -1: expected`
        top_p             ; {"prompt": "a", "top_p": 1.5}            ; ` = 1.5: expected a number from 0 to 1`
        max_tokens        ; {"prompt": "a", "max_tokens": 0}         ; ` = 0: expected a whole number from 1 to 128`
        max_tokens        ; {"prompt": "a", "max_tokens": 1e9}       ; ` = 1.0E9: expected`
        n                 ; {"prompt": "a", "n": 1000}               ; ` = 1000: expected a whole number from 1 to 128`
        seed              ; {"prompt": "a", "seed": 1.5}             ; ` = 1.5: expected a whole number`
        stop              ; {"prompt": "a", "stop": ["a", 1]}          ; ` = ["a",1]: expected`
        stop              ; {"prompt": "a", "stop": ""}              ; ` = "": expected`
        logprobs          ; {"prompt": "a", "logprobs": true}        ; ` = true: expected a whole number from 0 to 5`
        echo              ; {"prompt": "a", "echo": 1}               ; ` = 1: expected true or false`
        frequency_penalty ; {"prompt": "a", "frequency_penalty": 1}  ; ` = 1: expected nothing else than 0`
        max_toks          ; {"prompt": "a", "max_toks": 1}           ; : unknown; known are echo, logprobs, max_tokens\
        """)
    void aMemberThatIsWrongIsNamed(String field, String body, String message) {
        Answered answer = server.completions(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("error").path("param").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("error").path("message").stringValue()).startsWith(field + message);
    }

    @Test
    void whatChangesNothingIsPassedOver() {
        assertThat(server.completions(
                                "{\"prompt\": \"a\", \"user\": \"me\", \"frequency_penalty\": 0.0, \"best_of\": 1,"
                                        + " \"stop\": null, \"suffix\": null}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNoJsonIsSaid() {
        assertRefused(
                server.completions("{\"prompt\": "), 400, "invalid_json", "the body is not JSON: it ends too early");
        assertRefused(server.completions("[1]"), 400, "invalid_json", "the body is not a JSON object");
        assertRefused(
                server.completions("{\"n\": 1, \"n\": 2}"), 400, "invalid_json", "the body is not JSON: Duplicate");
        assertRefused(server.completions("[".repeat(5000)), 400, "invalid_json", "the body is not JSON: it nests");
        assertRefused(
                server.post("/v1/completions", "{}", "Content-Type", "text/plain"),
                415,
                "not_json",
                "Content-Type = text/plain: expected application/json");
    }

    @Test
    void aModelThatIsNotServedIsNotFound() {
        assertRefused(
                server.completions("{\"model\": \"gpt-4\", \"prompt\": \"a\"}"),
                404,
                "model_not_found",
                "model = gpt-4: this server has tiny alone");
        assertRefused(server.get("/v1/models/gpt-4"), 404, "model_not_found", "model = gpt-4");
        assertRefused(server.get("/v2"), 404, "not_found", "/v2: not here; there are /v1/models");
        Answered wrongMethod = server.get("/v1/completions");
        assertRefused(wrongMethod, 405, "method_not_allowed", "GET is not for /v1/completions; use POST");
        assertThat(wrongMethod.headers()).containsEntry("allow", List.of("POST"));
    }

    @Test
    void aPromptThatDoesNotFitIsSaid() {
        assertRefused(
                server.completions("{\"prompt\": [" + "65,".repeat(120) + "65], \"max_tokens\": 8}"),
                400,
                "context_length_exceeded",
                "prompt: 121 tokens and 8 new ones do not fit the model, which holds 128");
    }

    @Test
    void aModelWithoutAChatTemplateDoesNotChat() {
        assertRefused(
                server.chat("{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}"),
                400,
                "no_chat_template",
                "this model has no chat template");
        assertRefused(server.chat("{}"), 400, "missing_parameter", "messages: expected turns");
        assertRefused(
                server.chat("{\"messages\": [{\"role\": \"tool\", \"content\": \"hello\"}]}"),
                400,
                "invalid_value",
                "messages[0].role = \"tool\": expected system");
        assertRefused(
                server.chat("{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]}"),
                400,
                "invalid_value",
                "messages[0].content = {\"type\":\"image_url\"}: expected");
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        String large = "{\"prompt\": \"" + "a".repeat(300_000) + "\"}";
        assertRefused(server.completions(large), 413, "request_too_large", "the request has more than 100000 bytes");
    }

    @Test
    void withoutTheKeyOnlyTheHealthIsTold() throws IOException {
        ApiKey key = ApiKey.of(Optional.of("KEY"), Map.of("KEY", KEY));
        try (TinyServer locked = TinyServer.of(folder, Optional.of(key), 8, TinyServer.AGES)) {
            String body = "{\"prompt\": \"a\", \"max_tokens\": 1}";
            for (String wrong : List.of("Bearer wrong", KEY, "Bearer " + KEY + "4", "Bearer null", "Basic " + KEY)) {
                Answered answer = locked.post("/v1/completions", body, "Authorization", wrong);
                assertRefused(answer, 401, "invalid_api_key", "no API key, or a wrong one");
                assertThat(answer.text()).doesNotContain(KEY);
                assertThat(answer.headers()).containsEntry("www-authenticate", List.of("Bearer"));
            }
            assertThat(locked.get("/v1/models").status()).isEqualTo(401);
            assertThat(locked.get("/health").status()).isEqualTo(200);
            assertThat(locked.post("/v1/completions", body, "Authorization", "Bearer " + KEY)
                            .status())
                    .isEqualTo(200);
        }
    }

    /** As a web page does whose name has come to lead to this machine. */
    @Test
    void whoMeansAnotherHostIsRefused() throws IOException {
        try (Socket page =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            page.getOutputStream()
                    .write("GET /v1/models HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(page.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Host = evil.example:80: expected localhost");
        }
    }

    @Test
    void oneTooManyIsToldToComeBack() throws IOException {
        try (TinyServer full = TinyServer.of(folder, Optional.empty(), 0, TinyServer.AGES)) {
            Answered answer = full.completions("{\"prompt\": \"a\"}");
            assertRefused(answer, 429, "too_many_requests", "0 requests are being answered");
            assertThat(answer.headers()).containsEntry("retry-after", List.of("1"));
        }
    }

    /**
     * A request as it goes over the wire.
     *
     * @param length of the body, not all of which is perhaps there
     */
    private static byte[] post(String body, int length) {
        return ("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aClientThatIsTooSlowIsToldAndLeft() throws IOException {
        try (TinyServer impatient = TinyServer.of(folder, Optional.empty(), 8, Duration.ofMillis(500))) {
            try (Socket slow = new Socket(
                    impatient.address().getAddress(), impatient.address().getPort())) {
                slow.getOutputStream().write(post("{\"prompt\"", 100));
                String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 408 ").contains("the request was not here within 0 s");
            }
            assertThat(impatient.failures()).isEmpty();
        }
    }

    @Test
    void aClientThatLeavesDoesNotHoldUpTheOthers() throws IOException {
        String body = "{\"prompt\": \"a\", \"max_tokens\": 100, \"n\": 32, \"stream\": true}";
        for (int i = 0; i < 3; i++) {
            try (Socket leaving =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                leaving.getOutputStream().write(post(body, body.length()));
                assertThat(leaving.getInputStream().read()).isEqualTo('H');
            }
        }
        assertThat(server.completions("{\"prompt\": \"a\", \"max_tokens\": 100}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aServerThatStopsFinishesWhatItHasBegun() throws Exception {
        TinyServer stopping = TinyServer.of(folder);
        try (stopping;
                Socket client = new Socket(
                        stopping.address().getAddress(), stopping.address().getPort())) {
            String body = "{\"prompt\": \"a\", \"max_tokens\": 100, \"stream\": true}";
            client.getOutputStream().write(post(body, body.length()));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            Thread stop = Thread.ofVirtual().start(stopping::stop);

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("data: [DONE]");
            stop.join();
        }
    }
}
