package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways to put a blank in front of a text that no golden tokenizer has. */
class PrefixTest {

    private static final List<String> TEXTS =
            List.of("", " ", "a", " a", "  a", "a b ", "\n", "\na", "😀", "</s>", "<s> a");

    @TempDir
    private Path parent;

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            mistral_metaspace | "prepend_scheme":"first"  | "prepend_scheme":"always"
            mistral_metaspace | "prepend_scheme":"first"  | "prepend_scheme":"never"
            mistral_metaspace | "split":false             | "split":true
            llama3_bytelevel  | "add_prefix_space":false  | "add_prefix_space":true
            """)
    void completionsAndPartsAreAsEverywhere(String name, String given, String instead) throws IOException {
        Path folder = GoldenTokenizer.copy(name, parent);
        String json = Files.readString(folder.resolve("tokenizer.json"));
        assertThat(json).contains(given);
        Files.writeString(folder.resolve("tokenizer.json"), json.replace(given, instead));
        Tokenizer tokenizer = Tokenizer.load(folder);
        String control = tokenizer.token(tokenizer.endToken());
        for (String text : TEXTS) {
            assertThat(tokenizer.decodeCompletion(tokenizer.encodeCompletion(text)))
                    .isEqualTo(text);
            assertThat(tokenizer.encode(List.of(
                            TextPart.plain("a"),
                            TextPart.markup(control),
                            TextPart.markup(text),
                            TextPart.markup(control))))
                    .isEqualTo(tokenizer.encode("a" + control + text + control));
        }
    }
}
