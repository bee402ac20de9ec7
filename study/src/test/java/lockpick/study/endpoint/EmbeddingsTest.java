package lockpick.study.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {

    @TempDir
    private Path cache;

    private final WatchedTime time = new WatchedTime();

    @Test
    void manyTextsAreSentSixtyFourAtATimeAndComeBackInOrder() {
        try (var service = Vectors.service();
                Endpoint endpoint = service.endpoint(cache)) {
            List<String> texts =
                    IntStream.rangeClosed(1, 130).mapToObj("x"::repeat).toList();
            List<float[]> vectors = endpoint.embed(texts, Optional.empty());
            for (int i = 0; i < 130; i++) {
                assertThat(vectors.get(i)).containsExactly(i + 1, 1);
            }
            assertThat(service.asked())
                    .extracting(asked -> asked.body().path("input").size())
                    .containsExactlyInAnyOrder(64, 64, 2);
            assertThat(endpoint.usage().tokensIn()).isEqualTo(6);
        }
    }

    @Test
    void theLengthOfVectorsIsAskedForAndIsPartOfTheRequest() {
        try (var service = Vectors.service();
                Endpoint endpoint = service.endpoint(cache)) {
            endpoint.embed(List.of("a"), Optional.of(256));
            endpoint.embed(List.of("a"), Optional.empty());
            assertThat(service.asked()).hasSize(2);
            assertThat(service.asked().getFirst().body())
                    .hasToString(
                            "{\"model\":\"m-1\",\"input\":[\"a\"],\"dimensions\":256,\"encoding_format\":\"float\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": []}",
                "{\"data\": {}}",
                "{\"data\": [{\"index\": 1, \"embedding\": [1]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": []}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [0, 0]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1, \"2\"]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1e40]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 0, \"embedding\": [1]}]}"
            })
    void vectorsThatCannotBeRightAreNotTaken(String answer) {
        try (var service = new LocalService(asked -> answer);
                Endpoint endpoint = service.endpoint(cache, time)) {
            assertThatThrownBy(() -> endpoint.embed(List.of("a"), Optional.empty()))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining("the answer cannot be used: ");
            assertThat(service.asked()).hasSize(4);
        }
    }
}
