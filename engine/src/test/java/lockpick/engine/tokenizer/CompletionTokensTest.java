package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is learned is the completion, to the letter. */
class CompletionTokensTest {

    private static final Set<String> COMPOSING = Set.of("neox_bytelevel", "qwen2_bytelevel");
    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "\r\n",
            "a",
            "The",
            " river",
            "x = 12345",
            "0",
            "98,650",
            "3.5",
            "()",
            "{};",
            "don't",
            "I'VE",
            "é",
            "e\u0301",
            "ß",
            "Größe",
            "Река",
            "今天",
            "川の水",
            "하늘",
            "हिन्दी",
            "😀",
            "👨‍👩‍👧",
            "🇩🇪",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\u0000",
            "\u001b",
            "…",
            "\\boxed{42}",
            "<s>",
            "</s>",
            "<unk>",
            "<0x41>",
            "<|endoftext|>",
            "<|im_start|>",
            "<|eot_id|>",
            "[INST]",
            "<｜end▁of▁sentence｜>".replace("▁", "_"),
            "\ud800\udf48",
            "\ue000");

    @TempDir
    private static Path folder;

    private static Stream<GoldenTokenizer> golden() {
        return GoldenTokenizer.NAMES.stream().map(name -> GoldenTokenizer.load(name, folder));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aCompletionDecodesToItself(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        for (JsonNode known : golden.expected().path("cases")) {
            String text = known.path("text").asString().replace("▁", "_");
            assertDecodesToItself(golden, text);
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random(random);
            try {
                assertDecodesToItself(golden, text);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", text " + i, e);
            }
        }
        assertThat(tokenizer.encodeCompletion("")).isEmpty();
    }

    private static void assertDecodesToItself(GoldenTokenizer golden, String text) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        int[] ids = tokenizer.encodeCompletion(text);
        String normal = COMPOSING.contains(golden.name()) ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
        assertThat(tokenizer.decodeCompletion(ids)).isEqualTo(normal);
        assertThat(tokenizer.decodeCompletion(IntStream.concat(IntStream.of(ids), IntStream.of(tokenizer.endToken()))
                        .toArray()))
                .as("the end token is no text")
                .isEqualTo(normal);
        assertThat(ids).as("no control token").doesNotContain(specials(golden));
    }

    private static int[] specials(GoldenTokenizer golden) {
        return golden.expected()
                .path("special_tokens")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
            text.append(
                    random.nextInt(4) > 0
                            ? PIECES.get(random.nextInt(PIECES.size()))
                            : Character.toString(0x20 + random.nextInt(0x60)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void promptAndCompletionStandSideBySide(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        int[] prompt = tokenizer.encodePrompt("User: Is it cold?\n\nAssistant:");
        int[] completion = tokenizer.encodeCompletion(" It is.");
        int[] row =
                IntStream.concat(IntStream.of(prompt), IntStream.of(completion)).toArray();
        assertThat(tokenizer.decode(row)).isEqualTo("User: Is it cold?\n\nAssistant: It is.");
        assertThat(tokenizer.decodeCompletion(completion)).isEqualTo(" It is.");
    }
}
