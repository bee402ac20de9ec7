package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What pull says; how it downloads is tested beside the engine's hub. */
class PullTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final byte[] CONTENT = "hello\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LISTING = """
            {"sha": "%s", "siblings": [
              {"rfilename": "config.json", "size": 6, "blobId": "ce013625030ba8dba906f756967f9e9ca394464a"},
              {"rfilename": "model.safetensors", "size": 6, "blobId": "x", "lfs": {"size": 6,
                "sha256": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"}}]}""".formatted(COMMIT);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/models/org/model/", exchange -> send(exchange, 200, LISTING.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/org/model/resolve/" + COMMIT + "/", exchange -> send(exchange, 200, CONTENT));
        server.createContext("/", exchange -> send(exchange, 404, CONTENT));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int pull(String... arguments) {
        var console = new Console(new PrintStream(out, true), new PrintStream(problems, true), false, 100);
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        return new CommandLine(new Pull(console, Map.of("HF_ENDPOINT", endpoint, "HF_TOKEN", "hf_secret")))
                .setExecutionExceptionHandler((e, command, parsed) -> Lockpick.explain(e, console))
                .execute(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void twoLinesSayWhatIsFetchedAndWhereItIs() {
        Path into = folder.resolve("pulled");
        assertThat(pull("org/model", "--into", into.toString())).isZero();
        assertThat(text(out)).isEqualTo("""
                org/model at 01234567: 2 files, 12 B
                %s: 2 files verified, 2 fetched (12 B)
                """.formatted(into));
        assertThat(into.resolve("model.safetensors")).hasBinaryContent(CONTENT);
        assertThat(text(problems)).isEmpty();
    }

    @Test
    void givenAgainItSaysThatAllIsThere() {
        pull("org/model", "--into", folder.toString(), "--exclude", "*.safetensors");
        assertThat(text(out)).endsWith(folder + ": 1 file verified, 1 fetched (6 B)\n");
        out.reset();
        assertThat(pull("org/model", "--into", folder.toString(), "--include", "config*"))
                .isZero();
        assertThat(text(out)).endsWith(folder + ": 1 file verified, all were there\n");
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(pull("org/other", "--into", folder.toString())).isEqualTo(1);
        assertThat(text(problems))
                .startsWith("org/other: there is no such repository, or it is private")
                .hasLineCount(1)
                .doesNotContain("hf_secret");
    }

    @Test
    void mistakesOfTheCommandAreSaid() {
        assertThat(pull("gpt2")).isEqualTo(2);
        assertThat(text(problems))
                .isEqualTo(
                        "gpt2: is no name of a repository; expected ORG/NAME of letters, digits, '-', '_' and '.', such"
                                + " as EleutherAI/pythia-70m\n");
        problems.reset();
        assertThat(pull("org/model", "--include", "[")).isEqualTo(2);
        assertThat(text(problems)).startsWith("[: is no glob").hasLineCount(1);
    }
}
