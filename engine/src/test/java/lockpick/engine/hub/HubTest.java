package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {

    @Test
    void isThePublicOneUnlessAnotherIsNamed() {
        try (Hub hub = Hub.of(Map.of("HF_ENDPOINT", " "))) {
            assertThat(hub.listing(LocalHub.MODEL, "refs/pr/1"))
                    .hasToString("https://huggingface.co/api/models/org/model/revision/refs%2Fpr%2F1?blobs=true");
            assertThat(hub.hasToken()).isFalse();
        }
        try (Hub hub = Hub.of(Map.of("HF_ENDPOINT", "https://hub.example:8443/mirror/", "HF_TOKEN", " hf_x\n"))) {
            assertThat(hub.file(LocalHub.MODEL, "abc", "a b/ü?#%.json"))
                    .hasToString("https://hub.example:8443/mirror/org/model/resolve/abc/a%20b/%C3%BC%3F%23%25.json");
            assertThat(hub.hasToken()).isTrue();
        }
    }

    @Test
    void onlyItsOwnSchemeHostAndPortAreHome() {
        try (Hub hub = Hub.of(Map.of("HF_ENDPOINT", "https://hub.example"))) {
            assertThat(hub.isHome(URI.create("https://HUB.example/a"))).isTrue();
            assertThat(hub.isHome(URI.create("http://hub.example/a"))).isFalse();
            assertThat(hub.isHome(URI.create("https://hub.example:8443/a"))).isFalse();
            assertThat(hub.isHome(URI.create("https://cdn.hub.example/a"))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.example",
                "ftp://hub.example",
                "https://",
                "https:///a",
                "https://me:secret@hub.example",
                "a b"
            })
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hub.of(Map.of("HF_ENDPOINT", endpoint)))
                .withMessage("HF_ENDPOINT is no address of a hub; expected one like https://huggingface.co");
    }

    @Test
    void aTokenDoesNotTravelInTheOpen() {
        Map<String, String> open = Map.of("HF_ENDPOINT", "http://hub.example", "HF_TOKEN", "hf_secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hub.of(open))
                .withMessageContaining("use https, or unset HF_TOKEN")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void aTokenThatCannotBeOneIsNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hub.of(Map.of("HF_TOKEN", "hf_secret\r\nHost: evil")))
                .withMessage("HF_TOKEN holds characters that no token has; copy it again");
    }
}
