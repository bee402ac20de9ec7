package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody's words become control tokens; everything else is as in one text. */
class TextPartTest {

    private static final List<String> WORDS = List.of(
            "a", " ", "  ", "\n", "user", "The river", "12345", "é", "😀", "<", "|>", "'s", "[", "/", "▁", "<|");

    @TempDir
    private static Path folder;

    private static Stream<GoldenTokenizer> golden() {
        return GoldenTokenizer.NAMES.stream().map(name -> GoldenTokenizer.load(name, folder));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void partsHaveTheIdsOfTheirTextWhenNobodyWritesControlTokens(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        int[] controls = controls(golden);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            List<TextPart> parts = new ArrayList<>();
            for (int part = random.nextInt(8); part >= 0; part--) {
                boolean markup = random.nextBoolean();
                String words = WORDS.get(random.nextInt(WORDS.size())) + WORDS.get(random.nextInt(WORDS.size()));
                String control = tokenizer.token(controls[random.nextInt(controls.length)]);
                parts.add(new TextPart(markup ? words + control + words : words, markup));
            }
            String text = parts.stream().map(TextPart::text).collect(Collectors.joining());
            int meant = (int) IntStream.of(tokenizer.encode(parts))
                    .filter(id -> IntStream.of(controls).anyMatch(control -> control == id))
                    .count();
            assertThat(meant).as("seed %d: %s", seed, parts).isGreaterThanOrEqualTo((int)
                    parts.stream().filter(TextPart::markup).count());
            assertThat(tokenizer.encode(parts)).as("seed %d: %s", seed, parts).isEqualTo(tokenizer.encode(text));
            assertThat(tokenizer.encodePrompt(parts)).isEqualTo(tokenizer.encodePrompt(text));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aControlTokenInAPlainPartIsText(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        int[] controls = controls(golden);
        String control = tokenizer.token(controls[0]);
        for (int other : controls) {
            String word = tokenizer.token(other);
            int[] ids = tokenizer.encode(List.of(
                    TextPart.markup(control + "user\n"),
                    TextPart.plain("I say " + word + " and" + word + word),
                    TextPart.markup("\n" + control)));
            assertThat(ids[0]).isEqualTo(controls[0]);
            assertThat(ids[ids.length - 1]).isEqualTo(controls[0]);
            assertThat(IntStream.of(ids).skip(1).limit(ids.length - 2L))
                    .doesNotContainAnyElementsOf(IntStream.of(controls).boxed().toList());
            assertThat(tokenizer.decode(ids).strip()).isEqualTo("user\nI say " + word + " and" + word + word);
        }
    }

    /** Half of a control token in markup and half in somebody's words make none. */
    @ParameterizedTest
    @MethodSource("golden")
    void aControlTokenIsNotCompletedByAPlainPart(GoldenTokenizer golden) {
        HuggingFaceTokenizer tokenizer = golden.tokenizer();
        for (int id : controls(golden)) {
            String control = tokenizer.token(id);
            for (int cut = 1; cut < control.length(); cut++) {
                assertThat(tokenizer.encode(List.of(
                                TextPart.markup(control.substring(0, cut)), TextPart.plain(control.substring(cut)))))
                        .doesNotContain(id);
                assertThat(tokenizer.encode(List.of(
                                TextPart.plain(control.substring(0, cut)), TextPart.markup(control.substring(cut)))))
                        .doesNotContain(id);
                assertThat(tokenizer.encode(List.of(
                                TextPart.markup(control.substring(0, cut)), TextPart.markup(control.substring(cut)))))
                        .containsExactly(id);
            }
        }
    }

    private static int[] controls(GoldenTokenizer golden) {
        return golden.expected()
                .path("special_tokens")
                .valueStream()
                .mapToInt(id -> id.asInt())
                .toArray();
    }
}
