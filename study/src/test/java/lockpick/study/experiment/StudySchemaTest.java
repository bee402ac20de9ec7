package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema that editors use and our own reading accept and refuse the same files, rules between settings apart. */
class StudySchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(StudySchema.text(), InputFormat.JSON);

    static List<Path> shipped() {
        return Studies.shipped();
    }

    static List<Path> wrong() {
        return Studies.wrong();
    }

    private static boolean schemaAccepts(JsonNode json) {
        return SCHEMA.validate(json).isEmpty();
    }

    private static boolean readingAccepts(JsonNode json) {
        return SettingsReader.read(NodeReader.json(json.toString()), Study.class)
                .problems()
                .isEmpty();
    }

    @Test
    void theShippedSchemaIsUpToDate() throws IOException {
        assertThat(Files.readString(Studies.SHIPPED.resolve("study.schema.json")))
                .as("remake it: ./lockpick check --schema > studies/study.schema.json")
                .isEqualTo(StudySchema.text());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedStudiesNameTheSchemaAndFollowIt(Path study) throws IOException {
        String first = Files.readAllLines(study).get(0);
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(study.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize())
                .isEqualTo(Studies.SHIPPED.resolve("study.schema.json").normalize());
        // read by what also resolves anchors and aliases, as editors do
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(study));
        assertThat(SCHEMA.validate(new JsonMapper().valueToTree(tree))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void schemaAndReadingAgreeOnWrongStudies(Path study) throws IOException {
        try {
            NodeReader.yaml(Files.readString(study));
        } catch (UnreadableException e) {
            return; // no YAML, so nothing that a schema could speak of
        }
        if (study.toString().endsWith("duplicate-keys.yaml")) {
            return; // in JSON a key cannot be there twice
        }
        JsonNode json = new YAMLMapper().readTree(study.toFile());
        if (!json.isMissingNode()) {
            assertThat(schemaAccepts(json)).isEqualTo(readingAccepts(json));
        }
    }

    @Test
    void schemaAndReadingAgreeOnRandomlyDamagedStudies() {
        JsonNode right = new YAMLMapper()
                .readTree(Studies.SHIPPED.resolve("laptop/fig6.yaml").toFile());
        int accepted = 0;
        for (long seed = 0; seed < 3_000; seed++) {
            JsonNode damaged = DamagedJson.of(right, new Random(seed));
            boolean reading = readingAccepts(damaged);
            assertThat(schemaAccepts(damaged)).as("seed %d: %s", seed, damaged).isEqualTo(reading);
            accepted += reading ? 1 : 0;
        }
        assertThat(accepted).isBetween(100, 2_900); // else the damage shows nothing
    }
}
