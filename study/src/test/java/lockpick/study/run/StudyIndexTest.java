package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.Studies;
import lockpick.study.experiment.Study;
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
                        + "\"lock_examples\":2000,\"method\":\"sft\",\"demonstrations\":\"reference\",\"k\":4,"
                        + "\"learning_rate\":1.0E-4}");
        assertThat(run.get("needs").get(0)).isEqualTo(index.get("runs").get(2).get("key"));
    }

    @Test
    void theStudyOfAnIndexReadsBackAsItWas() {
        Study manyKinds = Studies.parse("""
                title: Many kinds
                seeds: [0]
                task: {kind: twin, of: mmlu}
                strong: {examples: 800, dpo: {training: {learning-rate: 1.0e-4}}, training: {learning-rate: 2.0e-3}}
                weak: {method: sft, model: tiny, teacher: strong, examples: 200, training: {learning-rate: 2.0e-3}}
                intermediate: {model: tiny, examples: 300, training: {learning-rate: 2.0e-3}}
                gate: {kl-at-most: 0.5, when-failed: warn}
                locks:
                  - {method: sft, name: two, opens: {by: two-passwords}, examples: 400, training: {learning-rate: 1.0e-3}}
                  - method: sft
                    name: hard
                    open: {grouping: category, domains: [law]}
                    hardening: {method: weak-overfitting}
                    examples: 400
                    training: {learning-rate: 1.0e-3}
                """);
        Stream.concat(Stream.of(manyKinds), Studies.selfContained().stream().map(Studies::read))
                .forEach(study -> assertThat(
                                StudyIndex.study(StudyIndex.json(Path.of("any.yaml"), study, DeviceKind.CPU)
                                        .required("study")
                                        .toString()))
                        .isEqualTo(study));
    }

    @Test
    void whatIsNoStudyIsSaidToBeNone() {
        assertThatThrownBy(() -> StudyIndex.study("{\"titel\": \"x\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a study: ")
                .hasMessageContaining("titel");
        assertThatThrownBy(() -> StudyIndex.study("{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a study: ");
    }

    @Test
    void studiesOfOneNameInSeveralFoldersDoNotOverwriteEachOther() {
        assertThat(StudyIndex.name(Path.of("studies/laptop/fig6.yaml"))).isEqualTo("laptop-fig6");
        assertThat(StudyIndex.name(Path.of("studies/paper/fig6.yaml"))).isEqualTo("paper-fig6");
        assertThat(StudyIndex.name(Path.of("studies/quickstart.yaml"))).isEqualTo("quickstart");
        assertThat(StudyIndex.name(Path.of("elsewhere/mine.yml"))).isEqualTo("mine");
    }
}
