package lockpick.study.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import org.junit.jupiter.api.Test;

class EndpointConfigTest {

    @Test
    void anAddressAndAModelAreEnough() {
        assertThat(SettingsReader.read(
                                NodeReader.yaml("{url: 'http://127.0.0.1:8000/v1', model: m-1}"), EndpointConfig.class)
                        .value())
                .hasValue(new EndpointConfig(
                        "http://127.0.0.1:8000/v1",
                        "m-1",
                        Optional.empty(),
                        8,
                        300,
                        8,
                        TokenLimit.MAX_TOKENS,
                        Optional.empty(),
                        Optional.empty()));
    }
}
