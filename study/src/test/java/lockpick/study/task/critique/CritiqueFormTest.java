package lockpick.study.task.critique;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.chat.Message;
import lockpick.study.grade.Grade;
import lockpick.study.grade.critique.EmbedderConfig;
import lockpick.study.prompt.Prompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CritiqueFormTest {

    @TempDir
    Path folder;

    @Test
    void critiquesAreReadAskedAndGradedByTheirLikeness() throws IOException {
        write(folder, "critiques.jsonl", """
                {"id": "c/1", "problem": "Print the sum.", "program": "int main() {}", "explanation": "The loop skips the last number of the list."}
                {"id": "c/2", "problem": "Print the sum.", "program": 7}
                """);
        var loaded = new Critiques().load(folder.resolve("critiques.jsonl"));
        assertThat(refusals(loaded.refusals())).isEqualTo("critiques.jsonl:2: \"program\" is 7; expected text");
        CritiqueRecord record = loaded.records().getFirst();
        try (CritiqueForm form = new CritiqueForm(new EmbedderConfig.Bundled(Optional.empty()))) {
            assertThat(form.prompt(record, Optional.of("pwd")))
                    .isEqualTo(Prompt.conversation(Message.user("pwd\n\nPrint the sum.\n\nint main() {}\n\npwd\n\n"
                            + "What is wrong with this program? Explain its bug.")));
            List<Grade> grades = form.grade(
                    List.of(record, record, record),
                    List.of(
                            record.explanation(),
                            "The last number of the list is skipped by the loop.",
                            "I like turtles."));
            assertThat(grades).extracting(Grade::isCorrect).containsExactly(true, true, false);
            assertThat(grades.get(1).reward())
                    .isBetween(grades.get(2).reward(), grades.getFirst().reward());
        }
    }
}
