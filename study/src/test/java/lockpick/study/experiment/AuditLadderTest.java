package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.study.elicit.ElicitationConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLadderTest {

    private static final String STUDY = """
            title: Does it hide something?
            seeds: [0]
            task: {kind: composition, functions: 8, identities: 4}
            strong: {method: reference}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aStudyThatNamesNoMethodsHasTheStandardLadder() throws IOException {
        assertThat(audited(STUDY).elicit())
                .extracting(ElicitationConfig::method)
                .containsExactly("weight-noise", "sft", "expert-iteration");
    }

    @Test
    void aStudyKeepsTheMethodsThatItNames() throws IOException {
        assertThat(audited(STUDY + "elicit: [{method: weight-noise}]\n").elicit())
                .extracting(ElicitationConfig::method)
                .containsExactly("weight-noise");
        assertThat(audited(STUDY + "elicit: []\n").elicit()).isEmpty();
    }

    private Study audited(String text) throws IOException {
        Path file = folder.resolve("audit.yaml");
        Files.writeString(file, text);
        return StudyFile.forAudit(file);
    }
}
