package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HuggingFaceTokenizerTest {

    // of golden/tokenizers/llama3_bytelevel
    private static final int BEGIN = 597;
    private static final int END = 598;
    private static final int END_OF_TURN = 599;

    @TempDir
    private Path parent;

    private Path folder;

    private Tokenizer llama3(Map<String, String> files) throws IOException {
        folder = GoldenTokenizer.copy("llama3_bytelevel", parent);
        Files.delete(folder.resolve("generation_config.json"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return Tokenizer.load(folder);
    }

    @Test
    void generationConfigSaysWhereCompletionsEnd() throws IOException {
        Tokenizer tokenizer = llama3(Map.of(
                "generation_config.json", "{\"eos_token_id\": [598, 599]}",
                "config.json", "{\"eos_token_id\": 597}"));
        assertThat(tokenizer.endTokens()).containsExactly(END, END_OF_TURN);
        assertThat(tokenizer.endToken()).isEqualTo(END);
    }

    @Test
    void theTokenizersOwnEndTokenIsTaughtIfGenerationStopsAtIt() throws IOException {
        Tokenizer tokenizer = llama3(Map.of(
                "generation_config.json", "{\"eos_token_id\": [598, 599]}",
                "tokenizer_config.json", "{\"eos_token\": \"<|eot_id|>\"}"));
        assertThat(tokenizer.endToken()).isEqualTo(END_OF_TURN);
        assertThat(llama3(Map.of(
                                "generation_config.json", "{\"eos_token_id\": 598}",
                                "tokenizer_config.json", "{\"eos_token\": \"<|eot_id|>\"}"))
                        .endToken())
                .isEqualTo(END);
    }

    @Test
    void otherFilesSayWhereCompletionsEndWhenGenerationConfigDoesNot() throws IOException {
        assertThat(llama3(Map.of("config.json", "{\"eos_token_id\": 599}", "generation_config.json", "{}"))
                        .endTokens())
                .containsExactly(END_OF_TURN);
        assertThat(llama3(Map.of("tokenizer_config.json", "{\"eos_token\": {\"content\": \"<|end_of_text|>\"}}"))
                        .endTokens())
                .containsExactly(END);
        assertThat(llama3(Map.of("special_tokens_map.json", "{\"eos_token\": \"<|eot_id|>\"}"))
                        .endTokens())
                .containsExactly(END_OF_TURN);
    }

    @Test
    void withoutAnEndTokenItSaysWhatToDo() {
        assertThatThrownBy(() -> llama3(Map.of()))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("generation_config.json")
                        + ": no file of this folder says which token ends a completion; expected eos_token_id here, for"
                        + " instance {\"eos_token_id\": 2}");
    }

    @Test
    void theBeginTokenIsWhatTheSettingsSay() throws IOException {
        String end = "{\"eos_token_id\": 598}";
        assertThat(llama3(Map.of("config.json", end)).encodePrompt("a")).containsExactly(BEGIN, 64);
        assertThat(llama3(Map.of(
                                "config.json",
                                end,
                                "tokenizer_config.json",
                                "{\"add_bos_token\": false, \"bos_token\": \"<|begin_of_text|>\"}"))
                        .encodePrompt("a"))
                .containsExactly(64);
        assertThat(llama3(Map.of(
                                "config.json",
                                end,
                                "tokenizer_config.json",
                                "{\"add_bos_token\": true, \"bos_token\": \"<|end_of_text|>\"}"))
                        .encodePrompt("a"))
                .containsExactly(END, BEGIN, 64);
    }

    @Test
    void anEndTokenThatThePostProcessorPutsBehindIsLeftOut() throws IOException {
        ObjectNode root = (ObjectNode) JsonMapper.shared()
                .readTree(Files.readString(
                        GoldenTokenizer.copy("llama3_bytelevel", parent).resolve("tokenizer.json")));
        ObjectNode template = (ObjectNode) root.at("/post_processor/processors/1");
        ObjectNode end = template.withArray("single").addObject().putObject("SpecialToken");
        end.put("id", "<|end_of_text|>").put("type_id", 0);
        ObjectNode token = template.withObject("special_tokens").putObject("<|end_of_text|>");
        token.put("id", "<|end_of_text|>").putArray("ids").add(END);
        token.putArray("tokens").add("<|end_of_text|>");
        Tokenizer tokenizer =
                llama3(Map.of("tokenizer.json", root.toString(), "config.json", "{\"eos_token_id\": 598}"));
        assertThat(tokenizer.encodePrompt("a")).containsExactly(BEGIN, 64);
    }

    @Test
    void aTextIsNeverCutNorFilledUp() throws IOException {
        ObjectNode root = (ObjectNode) JsonMapper.shared()
                .readTree(Files.readString(
                        GoldenTokenizer.copy("llama3_bytelevel", parent).resolve("tokenizer.json")));
        root.putObject("truncation")
                .put("direction", "Right")
                .put("max_length", 3)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        ObjectNode padding = root.putObject("padding");
        padding.putObject("strategy").put("Fixed", 64);
        padding.put("direction", "Right")
                .putNull("pad_to_multiple_of")
                .put("pad_id", 0)
                .put("pad_type_id", 0)
                .put("pad_token", "!");
        Tokenizer tokenizer =
                llama3(Map.of("tokenizer.json", root.toString(), "config.json", "{\"eos_token_id\": 598}"));
        assertThat(tokenizer.encode("abab")).hasSizeBetween(1, 4);
        assertThat(tokenizer.encode("a ".repeat(5_000))).hasSizeGreaterThan(5_000);
        assertThat(tokenizer.encodeCompletion("a ".repeat(5_000))).hasSizeGreaterThan(5_000);
    }

    @Test
    void longRunsOfOneCharacterAreNoTrouble() throws IOException {
        Tokenizer tokenizer = llama3(Map.of("config.json", "{\"eos_token_id\": 598}"));
        for (String character : List.of(" ", "\n", "a", "1", "!", "é", "😀")) {
            String text = character.repeat(100_000) + "x";
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void halfACharacterIsRefused() throws IOException {
        Tokenizer tokenizer = llama3(Map.of("config.json", "{\"eos_token_id\": 598}"));
        for (String text : List.of("ab\ud83d", "ab\ude00c", "ab\ud83dc", "ab\ud83d\ud83d\ude00")) {
            assertThatThrownBy(() -> tokenizer.encode(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the text holds half a character (U+d")
                    .hasMessageEndingWith(") at 2; expected Unicode text");
        }
        assertThat(tokenizer.decode(tokenizer.encode("ab\ud83d\ude00c"))).isEqualTo("ab\ud83d\ude00c");
    }

    @Test
    void idsThatStandForNothingAreLeftOut() throws IOException {
        Tokenizer tokenizer = llama3(Map.of("config.json", "{\"eos_token_id\": 598}"));
        assertThat(tokenizer.size()).isEqualTo(600);
        assertThat(tokenizer.token(600)).isEmpty();
        assertThat(tokenizer.decode(new int[] {64, 600, 4_000, 64})).isEqualTo("aa");
        assertThat(tokenizer.decodeCompletion(new int[] {64, 600, 4_000, 64})).isEqualTo("aa");
    }

    @Test
    void savingCopiesEveryFileByteForByte() throws IOException {
        Tokenizer tokenizer = llama3(Map.of(
                "generation_config.json", "{ \"eos_token_id\":598,\t\"made_up\":[]}",
                "tokenizer_config.json", "{\"chat_template\": \"{{ messages }}\"}\n\n",
                "special_tokens_map.json", "{}",
                "chat_template.jinja", "{{ bos_token }}",
                "tokenizer.model", "\u0001\u0002",
                "config.json", "{}"));
        Path original = folder;
        Path saved = Files.createDirectory(parent.resolve("saved"));
        byte[] before = Files.readAllBytes(original.resolve("tokenizer.json"));
        Files.writeString(original.resolve("tokenizer.json"), "no longer what was loaded");

        tokenizer.save(saved);

        assertThat(saved.resolve("tokenizer.json")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(saved)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "tokenizer.json",
                            "generation_config.json",
                            "tokenizer_config.json",
                            "special_tokens_map.json",
                            "chat_template.jinja",
                            "tokenizer.model");
        }
        for (String name : List.of("generation_config.json", "tokenizer_config.json", "tokenizer.model")) {
            assertThat(saved.resolve(name)).hasSameBinaryContentAs(original.resolve(name));
        }
        assertThat(Tokenizer.load(saved).encodePrompt("a")).containsExactly(BEGIN, 64);
        assertThatThrownBy(() -> tokenizer.save(saved)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aFolderWithAnotherKindOfTokenizerSaysWhatToDo() throws IOException {
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertThatThrownBy(() -> Tokenizer.load(empty))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(empty.resolve("tokenizer.json")
                        + ": does not exist; a model folder holds the tokenizer of its model");
        for (String other : List.of("vocab.json", "tokenizer.model")) {
            Files.writeString(empty.resolve(other), "");
            assertThatThrownBy(() -> Tokenizer.load(empty))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(empty.resolve("tokenizer.json") + ": does not exist, and " + other
                            + " alone is not read; write it with Transformers: AutoTokenizer.from_pretrained(FOLDER,"
                            + " use_fast=True).save_pretrained(FOLDER)");
        }
    }

    @Test
    void aFolderOfWordsGivesAWordTokenizer() throws IOException {
        new WordTokenizer(List.of("<end>", "a", "b"), "<end>").save(parent);
        Tokenizer tokenizer = Tokenizer.load(parent);
        assertThat(tokenizer).isInstanceOf(WordTokenizer.class);
        assertThat(tokenizer.encodePrompt("b a")).containsExactly(2, 1);
        assertThat(tokenizer.decodeCompletion(tokenizer.encodeCompletion("a b b")))
                .isEqualTo("a b b");
        assertThat(tokenizer.endTokens()).containsExactly(0);
    }

    @Test
    void severalThreadsMayUseOne() throws IOException {
        Tokenizer tokenizer = llama3(Map.of("config.json", "{\"eos_token_id\": 598}"));
        List<String> texts = IntStream.range(0, 500)
                .mapToObj(i -> "line " + i + " <|eot_id|> of " + i * i)
                .toList();
        List<String> back = texts.parallelStream()
                .map(text -> tokenizer.decodeCompletion(tokenizer.encodeCompletion(text)))
                .toList();
        assertThat(back).isEqualTo(texts);
    }
}
