package lockpick.study.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String EXAMPLE = "https://api.openai.com/v1";
    private static final String SECRET = "sk-very-secret-1234";
    private static final Map<String, String> ENVIRONMENT = Map.of("MY_KEY", " " + SECRET + "\n");
    private static final Request HELLO = Request.Chat.of("hello", Draw.greedy(5));

    @TempDir
    private Path cache;

    private Endpoint endpoint(LocalService service) {
        EndpointConfig config = service.config(Optional.of("MY_KEY"), 1);
        return new Endpoint(config, ENVIRONMENT, cache, new Seed(1));
    }

    @Test
    void itIsSentToTheService() {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = endpoint(service)) {
            endpoint.ask(HELLO);
            assertThat(service.asked().getFirst().headers()).containsEntry("authorization", "Bearer " + SECRET);
        }
    }

    @Test
    void itIsInNoFileEvenIfTheServiceRepeatsIt() throws IOException {
        try (var service = LocalService.chatting(text -> "you are " + SECRET);
                Endpoint endpoint = endpoint(service)) {
            assertThat(endpoint.ask(HELLO).text()).isEqualTo("you are [API key]");
        }
        try (Stream<Path> files = Files.walk(cache)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(Files.readString(file))
                        .contains("hello")
                        .doesNotContain(SECRET)
                        .doesNotContain("MY_KEY");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 429, 500, 302})
    void itIsInNoMessageEvenIfTheServiceRepeatsIt(int status) {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = endpoint(service)) {
            service.next(LocalService.status(
                    status,
                    "Location: http://127.0.0.1:9/" + SECRET + "\r\n",
                    "{\"error\": {\"message\": \"wrong key " + SECRET + "\"}}"));
            assertThatThrownBy(() -> endpoint.ask(HELLO)).satisfies(e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    assertThat(cause).asString().doesNotContain(SECRET);
                }
            });
            assertThat(endpoint.toString() + endpoint.usage()).doesNotContain(SECRET);
        }
        assertThat(ApiKey.of(Optional.of("MY_KEY"), ENVIRONMENT)).hasToString("the API key in MY_KEY");
    }

    @Test
    void aRedirectDoesNotGetIt() {
        try (var elsewhere = LocalService.chatting(text -> "hi");
                var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = endpoint(service)) {
            service.next(LocalService.status(307, "Location: " + elsewhere.url() + "/chat/completions\r\n", ""));
            assertThatThrownBy(() -> endpoint.ask(HELLO)).hasMessageContaining("check the url");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void aMissingOneNamesItsVariable() {
        assertThatThrownBy(() -> ApiKey.of(Optional.of("OTHER"), ENVIRONMENT))
                .isInstanceOf(EndpointException.class)
                .hasMessage("OTHER is not set; put the service's API key into this environment variable");
        assertThatThrownBy(() -> ApiKey.of(Optional.of("K"), Map.of("K", "sk-a\r\nHost: evil")))
                .hasMessage("K holds characters that no API key has; copy it again");
    }

    @Test
    void itDoesNotTravelInTheOpen() {
        assertThatThrownBy(() -> Address.of("http://models.example/v1", true, EXAMPLE))
                .hasMessage("http://models.example/v1: the API key would travel where others can read it; use https");
        assertThat(Address.of("http://models.example/v1", false, EXAMPLE).base())
                .hasToString("http://models.example/v1");
        assertThat(Address.of("https://models.example/v1/", true, EXAMPLE).of("/embeddings"))
                .hasToString("https://models.example/v1/embeddings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"models.example", "ftp://a/v1", "https://me:pw@a/v1", "https://a/v1?key=pw", "a b", "https://"})
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> Address.of(url, false, EXAMPLE))
                .isInstanceOf(EndpointException.class)
                .hasMessage("the url is no address of a service; expected one like https://api.openai.com/v1");
    }
}
