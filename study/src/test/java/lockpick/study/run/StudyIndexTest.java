package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudyIndexTest {

    @Test
    void theIndexHoldsTheGraph(@TempDir Path runs) throws IOException {
        Path file = StudyIndex.write(runs, Path.of("quick.yaml"), Studies.small(), DeviceKind.CPU);
        assertThat(file).isEqualTo(runs.resolve("studies/quick/study.json"));
        JsonNode index = new JsonMapper().readTree(file.toFile());
        assertThat(index.propertyNames()).containsExactly("name", "title", "about", "source", "seeds", "study", "runs");
        assertThat(index.get("runs")).hasSize(28);
        JsonNode run = index.get("runs").get(3);
        assertThat(run.get("folder").stringValue())
                .isEqualTo("sft-" + run.get("key").stringValue().substring(0, 12));
        assertThat(run.get("labels"))
                .hasToString("{\"seed\":0,\"lock\":\"from-scratch\",\"lock_method\":\"from-scratch\","
                        + "\"lock_examples\":2000,\"method\":\"sft\",\"demonstrations\":\"strong\",\"k\":4,"
                        + "\"learning_rate\":1.0E-4}");
        assertThat(run.get("needs").get(0)).isEqualTo(index.get("runs").get(2).get("key"));
    }

    @Test
    void studiesOfOneNameInSeveralFoldersDoNotOverwriteEachOther() {
        assertThat(StudyIndex.name(Path.of("studies/laptop/fig6.yaml"))).isEqualTo("laptop-fig6");
        assertThat(StudyIndex.name(Path.of("studies/paper/fig6.yaml"))).isEqualTo("paper-fig6");
        assertThat(StudyIndex.name(Path.of("studies/quickstart.yaml"))).isEqualTo("quickstart");
        assertThat(StudyIndex.name(Path.of("elsewhere/mine.yml"))).isEqualTo("mine");
    }
}
