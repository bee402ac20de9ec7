package lockpick.study.grade.critique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.LocalService;
import lockpick.study.endpoint.Vectors;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderConfigTest {

    private static EmbedderConfig read(String yaml) {
        return SettingsReader.read(NodeReader.yaml(yaml), EmbedderConfig.class)
                .value()
                .orElseThrow();
    }

    @Test
    void theBundledEncoderNeedsNothingElse() {
        EmbedderConfig config = read("{embedder: minilm}");
        assertThat(config.fitted().value()).isEqualTo(0.393);
        assertThat(read("{embedder: minilm, threshold: 0.5}").fitted())
                .isEqualTo(new Threshold("all-minilm-l6-v2", 0.5, "given in the study"));
    }

    @Test
    void aServicesModelHasAThresholdIfItIsThePapersOrOneIsGiven(@TempDir Path answers) {
        assertThat(read("{embedder: service, endpoint: {url: 'https://a/v1', model: text-embedding-3-large}}")
                        .fitted()
                        .value())
                .isEqualTo(0.8);
        EmbedderConfig shortened = read(
                "{embedder: service, endpoint: {url: 'https://a/v1', model: text-embedding-3-large}, dimensions: 256}");
        assertThatThrownBy(shortened::fitted)
                .isInstanceOf(ThresholdMissingException.class)
                .hasMessageContaining("text-embedding-3-large/256");
        try (LocalService service = Vectors.service();
                Embedder embedder = read("{embedder: service, endpoint: {url: '" + service.url()
                                + "', model: m-1}, threshold: 0.7}")
                        .open(Map.of(), answers, new Seed(1))) {
            assertThat(embedder.name()).isEqualTo("m-1");
            assertThat(embedder.embed(List.of("abc")).getFirst()).containsExactly(3, 1);
        }
    }
}
