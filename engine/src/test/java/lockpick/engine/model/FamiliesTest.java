package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.nn.Parameters.Spec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FamiliesTest {

    @TempDir
    private Path folder;

    /** Configs in the form in which models are published, and how many parameters those models are known to have. */
    static List<JsonNode> published() throws IOException {
        try (InputStream lines =
                Objects.requireNonNull(FamiliesTest.class.getResourceAsStream("published-configs.jsonl"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JsonMapper.shared().readTree(line))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedConfigHasAsManyParametersAsItsModel(JsonNode published) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, published.required("config").toString());
        Architecture architecture = Families.read(ConfigJson.read(file));

        long parameters = architecture.specs().stream().mapToLong(Spec::count).sum();
        assertThat(parameters)
                .as(published.required("model").asString())
                .isEqualTo(published.required("parameters").asLong());
    }
}
