package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.policy.TrainablePolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick chat} with a real model with random weights: what it says is noise, what it is told is not. */
class ChatTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void saveModel() throws IOException {
        List<String> words = List.of("hello", "again", "brief", "[s]", "[u]", "[a]", "<end>");
        try (TrainablePolicy policy = TrainablePolicy.random(
                GptNeoX.pythia(3, 64, 4, words.size(), 64), new WordTokenizer(words, "<end>"), new Seed(1))) {
            policy.save(folder.resolve("model"));
        }
        template("{% for m in messages %}[{{ m.role[0] }}] {{ m.content }}{{ ' ' if not loop.last }}{% endfor %}"
                + "{% if add_generation_prompt %} [a]{% endif %}");
    }

    private void template(String template) throws IOException {
        Files.writeString(folder.resolve("model/chat_template.jinja"), template);
    }

    private Said chat(String input, String... arguments) {
        return Said.by(
                Chat::new,
                input,
                Stream.concat(
                                Stream.of(folder.resolve("model").toString(), "--max-new-tokens", "3"),
                                Stream.of(arguments))
                        .toList());
    }

    @Test
    void everyLineIsATurnAndTheConversationGrows() {
        Said said = chat("hello\nagain\n/show\n", "--system", "brief");

        assertThat(said.exitCode()).isZero();
        String first = said.lines().get(0);
        String second = said.lines().get(1);
        assertThat(said.lines().get(2)).isEqualTo("[s] brief [u] hello [a] " + first + " [u] again [a] " + second);
    }

    @Test
    void aResetForgetsEverythingButTheSystemMessage() {
        List<String> lines =
                chat("again\n/reset\nhello\n/show\n", "--system", "brief").lines();
        List<String> fresh = chat("hello\n", "--system", "brief").lines();

        assertThat(lines.get(1)).isEqualTo(fresh.getFirst());
        assertThat(lines.getLast()).startsWith("[s] brief [u] hello [a]");
    }

    @Test
    void whatAUserTypesIsNoTemplate() throws IOException {
        template("{{ messages[0].content }}");
        Said said = chat("{{ 7 * 7 }}\n");

        // A template would have become 49; the text itself has words that this tokenizer does not know.
        assertThat(said.problems()).contains("'{{' is not a word of this tokenizer");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aConversationThatIsTooLongIsSaidAndGoesOnAfterAReset() {
        Said said = chat("hello " + "again ".repeat(70) + "\n/reset\nhello\n");

        assertThat(said.problems()).startsWith("(the conversation has 7").contains("/reset begins anew");
        assertThat(said.lines()).hasSize(1);
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void anExitEndsIt() {
        assertThat(chat("/exit\nhello\n").lines()).isEmpty();
    }
}
