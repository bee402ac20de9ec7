package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every id and every decoded text is the one Hugging Face's library gives. */
class GoldenTokenizerTest {

    @TempDir
    private static Path folder;

    private static Stream<GoldenTokenizer> golden() {
        return GoldenTokenizer.NAMES.stream().map(name -> GoldenTokenizer.load(name, folder));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void textsHaveTheExpectedTokens(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        assertThat(golden.expected().path("cases")).hasSizeGreaterThan(100);
        for (JsonNode expected : golden.expected().path("cases")) {
            String text = expected.path("text").asString();
            int[] ids = GoldenTokenizer.ints(expected.path("ids"));

            assertThat(tokenizer.encode(text)).as("'%s'", text).isEqualTo(ids);
            assertThat(tokenizer.encodePrompt(text))
                    .as("'%s'", text)
                    .isEqualTo(
                            expected.has("ids_with_special")
                                    ? GoldenTokenizer.ints(expected.path("ids_with_special"))
                                    : ids);
            assertThat(Arrays.stream(ids).mapToObj(tokenizer::token))
                    .containsExactlyElementsOf(expected.path("tokens")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
            decodes(tokenizer, ids, expected);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void anyRowOfIdsDecodesAsExpected(GoldenTokenizer golden) {
        assertThat(golden.expected().path("decode_random_ids")).hasSizeGreaterThan(20);
        for (JsonNode expected : golden.expected().path("decode_random_ids")) {
            decodes(golden.tokenizer(), GoldenTokenizer.ints(expected.path("ids")), expected);
        }
    }

    private static void decodes(HuggingFaceTokenizer tokenizer, int[] ids, JsonNode expected) {
        assertThat(tokenizer.decode(ids, false))
                .isEqualTo(expected.path("decoded").asString());
        assertThat(tokenizer.decode(ids))
                .isEqualTo(expected.path("decoded_skip_special").asString());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void addedTokensAreCounted(GoldenTokenizer golden) {
        assertThat(golden.tokenizer().size())
                .isEqualTo(golden.expected().path("vocab_size").asInt());
        golden.expected().path("special_tokens").properties().forEach(special -> {
            assertThat(golden.tokenizer().encode(special.getKey()))
                    .containsExactly(special.getValue().asInt());
            assertThat(golden.tokenizer().token(special.getValue().asInt())).isEqualTo(special.getKey());
        });
    }
}
