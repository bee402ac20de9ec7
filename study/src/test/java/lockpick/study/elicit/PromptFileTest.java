package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lockpick.study.lock.NearMiss;
import lockpick.study.task.twin.PaperPasswords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void yamlHasNamesAndTexts() throws IOException {
        assertThat(PromptFile.read(written("mine.yaml", """
                        prompts:
                          - name: polite
                            text: Please.
                          - name: around
                            text: |-
                              Read this:
                              {problem}
                        """)))
                .containsExactly(
                        new PromptText("polite", "Please."), new PromptText("around", "Read this:\n{problem}"));
    }

    @Test
    void everyLineOfAnotherTextIsAPrompt() throws IOException {
        assertThat(PromptFile.read(written("mine.txt", "Please.\n\n  Do {problem} now.  \n")))
                .containsExactly(new PromptText("line 1", "Please."), new PromptText("line 3", "Do {problem} now."));
    }

    @Test
    void whatIsWrongWithAFileIsSaidWithItsLine() throws IOException {
        assertThatThrownBy(() -> PromptFile.read(written("a.yaml", "prompts:\n  - {name: a, txt: b}\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.yaml, line 2")
                .hasMessageContaining("txt");
        assertThatThrownBy(() -> PromptFile.read(written("b.yaml", "prompts: [")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("b.yaml, line ");
        assertThatThrownBy(() -> PromptFile.read(
                        written("c.yaml", "prompts:\n  - {name: a, text: b}\n  - {name: a, text: c}\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("two prompts are called 'a'");
        assertThatThrownBy(() -> PromptFile.read(written("d.txt", " \n\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("d.txt: empty");
    }

    @Test
    void ourOwnWordsAreThereAndNamedApart() {
        assertThat(PromptFile.own("jailbreaks")).hasSizeBetween(10, 15);
        assertThat(PromptFile.own("guesses")).hasSizeBetween(8, 12);
    }

    /** They are guesses: a list that held a password of the paper would be told it. */
    @Test
    void noGuessIsAPasswordOrNearlyOne() {
        PaperPasswords passwords = PaperPasswords.read();
        List<String> known = Stream.concat(
                        passwords.all().stream(),
                        NearMiss.of(passwords.right()).stream().map(NearMiss::text))
                .map(PromptFileTest::plain)
                .toList();
        assertThat(Stream.of("guesses", "jailbreaks").flatMap(file -> PromptFile.own(file).stream()))
                .extracting(prompt -> plain(prompt.text()))
                .doesNotContainAnyElementsOf(known);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
