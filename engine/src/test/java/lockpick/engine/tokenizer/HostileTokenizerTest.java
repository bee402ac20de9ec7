package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import lockpick.engine.checkpoint.CheckpointException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A broken or malicious tokenizer folder gives one clear sentence, never a crash. */
class HostileTokenizerTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path parent;

    private Path folder;
    private String sound;

    @BeforeEach
    void aSoundFolder() throws IOException {
        folder = GoldenTokenizer.copy("llama3_bytelevel", parent);
        sound = Files.readString(folder.resolve("tokenizer.json"));
    }

    /** Changes to the tree of tokenizer.json, and what the complaint names. */
    private static Map<Consumer<ObjectNode>, String> changes() {
        Map<Consumer<ObjectNode>, String> changes = new LinkedHashMap<>();
        // the model
        changes.put(root -> root.remove("model"), "model");
        changes.put(root -> root.put("model", 5), "model");
        changes.put(root -> root.putArray("model"), "model");
        changes.put(root -> root.putObject("model"), "model has no vocab");
        changes.put(model("type", "Unigram"), "model.type = \"Unigram\"; expected BPE");
        changes.put(model("type", "WordPiece"), "model.type");
        changes.put(model("type", 7), "model.type = 7; expected a text");
        changes.put(model("dropout", 0.1), "model.dropout = 0.1");
        changes.put(model("dropout", "much"), "model.dropout");
        changes.put(model("continuing_subword_prefix", "##########"), "model.continuing_subword_prefix");
        changes.put(model("end_of_word_suffix", "</w>"), "model.end_of_word_suffix");
        changes.put(model("unk_token", "<nowhere>"), "model.unk_token");
        changes.put(model("fuse_unk", "yes"), "model.fuse_unk = \"yes\"; expected true or false");
        changes.put(model("byte_fallback", 1), "model.byte_fallback");
        changes.put(model("ignore_merges", "no"), "model.ignore_merges");
        changes.put(model("trained_by", "me"), "model.trained_by");
        // vocabulary and merges
        changes.put(model("vocab", 5), "model.vocab is not an object");
        changes.put(model("vocab", JSON.createArrayNode()), "model.vocab is not an object");
        changes.put(model("vocab", JSON.createObjectNode()), "model has no vocab");
        changes.put(vocabulary("zz", -1), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", 4_000_000_000L), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", Long.MAX_VALUE), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", 1.5), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", "7"), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", 7), "model.vocab gives the id 7 twice");
        changes.put(vocabulary("zz", 2_000_000_000), "model.vocab gives \"zz\" no id");
        changes.put(vocabulary("zz", 5_000), "added_tokens gives a token the id 597");
        changes.put(model("merges", 5), "model.merges[0] is not a pair");
        changes.put(model("merges", JSON.createObjectNode()), "model.merges[0] is not a pair");
        changes.put(root -> ((ObjectNode) root.get("model")).remove("merges"), "no merges");
        changes.put(merge("nospace"), "model.merges[1] is not a pair");
        changes.put(merge("three words here"), "is no tokenizer");
        changes.put(merge("never seen"), "is no tokenizer");
        changes.put(merge(5), "model.merges[1] is not a pair");
        changes.put(merge(JSON.createArrayNode().add("a")), "model.merges[1] is not a pair");
        changes.put(merge(JSON.createArrayNode().add("a").add("b").add("c")), "model.merges[1] is not a pair");
        changes.put(merge(JSON.createArrayNode().add(1).add(2)), "model.merges[1] is not a pair");
        // added tokens
        changes.put(root -> root.put("added_tokens", "none"), "added_tokens = \"none\"; expected a list");
        changes.put(added("id", -3), "added_tokens[0].id = -3");
        changes.put(added("id", 1_000_000), "added_tokens gives a token the id 1000000");
        changes.put(added("id", "597"), "added_tokens[0].id");
        changes.put(added("content", ""), "added_tokens[0].content");
        changes.put(added("content", 5), "added_tokens[0].content = 5; expected a text");
        changes.put(added("content", "<|eot_id|>"), "added_tokens has the token of id 599 twice");
        changes.put(added("special", "very"), "added_tokens[0].special");
        changes.put(added("lstrip", 0), "added_tokens[0].lstrip");
        changes.put(root -> ((ArrayNode) root.get("added_tokens")).add(5), "added_tokens[3].id is missing");
        // the steps
        changes.put(piece("normalizer", "Precompiled"), "normalizer.type = \"Precompiled\"; expected Sequence");
        changes.put(piece("normalizer", "Replace"), "normalizer.pattern");
        changes.put(piece("normalizer", "Prepend"), "normalizer.prepend is missing");
        changes.put(root -> root.put("normalizer", "NFC"), "normalizer.type is missing");
        changes.put(piece("pre_tokenizer", "BertPreTokenizer"), "pre_tokenizer.type");
        changes.put(piece("pre_tokenizer", "Sequence"), "pre_tokenizer.pretokenizers is missing; expected a list");
        changes.put(piece("pre_tokenizer", "Metaspace"), "pre_tokenizer.replacement is missing");
        changes.put(piece("pre_tokenizer", "Split"), "pre_tokenizer.pattern");
        changes.put(root -> root.putNull("decoder"), "decoder.type is missing");
        changes.put(piece("decoder", "WordPiece"), "decoder.type");
        changes.put(root -> root.set("decoder", strip(" ", 0, 5)), "decoder.stop = 5; expected 0");
        changes.put(root -> root.set("decoder", strip(" ", 2_000_000_000, 0)), "decoder.start");
        changes.put(root -> root.set("decoder", strip("ab", 1, 0)), "decoder.content = \"ab\"; expected one character");
        changes.put(piece("post_processor", "BertProcessing"), "post_processor.type");
        changes.put(piece("post_processor", "TemplateProcessing"), "post_processor.single is missing");
        changes.put(
                root -> ((ObjectNode) root.at("/post_processor/processors/1")).putObject("special_tokens"),
                "post_processor.processors[1].special_tokens.<|begin_of_text|>.ids is missing");
        changes.put(
                root -> ((ArrayNode) root.at("/post_processor/processors/1/special_tokens/<|begin_of_text|>/ids"))
                        .set(0, 12_345),
                "ids[0] = 12345; expected the id of a token");
        changes.put(
                root -> ((ObjectNode) root.at("/post_processor/processors/1")).putArray("single"),
                "post_processor.processors[1].single = []; expected a place for the text");
        return changes;
    }

    @Test
    void everyChangeIsRefusedByName() throws IOException {
        assertThat(changes()).hasSizeGreaterThan(60);
        for (Map.Entry<Consumer<ObjectNode>, String> change : changes().entrySet()) {
            ObjectNode root = (ObjectNode) JSON.readTree(sound);
            change.getKey().accept(root);
            assertRefused(root.toString(), change.getValue());
        }
    }

    /** Regular expressions on which the library would end the JVM, at once or with the right text. */
    @Test
    void aRegularExpressionThatMayRunAwayIsRefused() throws IOException {
        Map<String, String> patterns = new LinkedHashMap<>();
        patterns.put("", "a text that is not empty");
        patterns.put("(a+)+$", "no repetition within a repetition");
        patterns.put("(?:(?:a*)*)*b", "no repetition within a repetition");
        patterns.put("(?:a{1,900}){1,900}", "no repetition within a repetition");
        patterns.put("a{900}{900}", "no repetition of a repetition");
        patterns.put("a{5000000}", "braces of the form");
        patterns.put("a{0}", "repetitions of 1 to 1000");
        patterns.put("a*a*a*a*b", "at most 3 unbounded repetitions in a row");
        patterns.put("a*(?:a*a*|b)a*c", "at most 3 unbounded repetitions in a row");
        patterns.put("(a)\\1", "no back references");
        patterns.put("\\k<name>", "no back references");
        patterns.put("(?<name>a)\\g<name>", "no groups but");
        patterns.put("(?R)", "no groups but");
        patterns.put("(", "every bracket closed");
        patterns.put("a)", "every bracket opened");
        patterns.put("[a", "every bracket closed");
        patterns.put("\\p{L", "every brace closed");
        patterns.put("(".repeat(1_500) + "a" + ")".repeat(1_500), "at most 8 deep");
        patterns.put("[".repeat(1_500) + "a" + "]".repeat(1_500), "at most 8 deep");
        patterns.put("a".repeat(5_000), "at most 4000 characters");
        patterns.put("a\\", "is no tokenizer");
        for (Map.Entry<String, String> pattern : patterns.entrySet()) {
            ObjectNode root = (ObjectNode) JSON.readTree(sound);
            ((ObjectNode) root.at("/pre_tokenizer/pretokenizers/0/pattern")).put("Regex", pattern.getKey());
            assertRefused(root.toString(), pattern.getValue());
        }
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        assertRefused("", "is not a JSON object");
        assertRefused("null", "is not a JSON object");
        assertRefused("[]", "is not a JSON object");
        assertRefused("{}", "model");
        assertRefused(sound + "{}", "goes on behind the end");
        assertRefused("[".repeat(1_000_000), "is not a JSON object");
        assertRefused("{\"model\":".repeat(1_000_000), "nests deeper than");
        assertRefused("{\"normalizer\":" + "[".repeat(1_000_000), "nests deeper than");
        assertRefused("{\"" + "k".repeat(1_000_000) + "\":1}", "too long");
        assertRefused(sound.replaceFirst("\\{", "{\"version\":\"1.0\","), "Duplicate");
        assertRefused(sound.replaceFirst("\"vocab\": *\\{", "\"vocab\":{\"a\":0,\"a\":0,"), "Duplicate");
        assertRefused(sound.replaceFirst("\"vocab\": *\\{", "\"vocab\":{\"\\\\ud800\":90000,"), "");
        assertRefused("{\"added_tokens\":[" + "5,".repeat(9_000_000) + "5]}", "where at most 16000000 are expected");
        for (int length = 1; length < sound.length(); length += 97) {
            assertRefused(sound.substring(0, length), "");
        }
    }

    @Test
    void otherBytesThanUtf8AreRefused() throws IOException {
        byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(folder.resolve("tokenizer.json"), bytes);
        assertRefused("is not UTF-8 text");
        Files.write(folder.resolve("tokenizer.json"), sound.getBytes(StandardCharsets.UTF_16));
        assertRefused("is not UTF-8 text");
    }

    @Test
    void aHugeFileIsNotEvenRead() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("tokenizer.json").toFile(), "rw")) {
            file.setLength(10_000_000_000L); // without a byte of it on the disk
        }
        assertRefused("has 10000000000 bytes, where at most 100000000 are expected");
    }

    @Test
    void settingsThatDoNotFitAreRefused() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "generation_config.json={\"eos_token_id\": 99999}", "eos_token_id = 99999; expected ids of tokens");
        settings.put("generation_config.json={\"eos_token_id\": [1, -1]}", "eos_token_id[1] = -1");
        settings.put("generation_config.json={\"eos_token_id\": \"</s>\"}", "eos_token_id = \"</s>\"");
        settings.put("generation_config.json={\"eos_token_id\": 1.5}", "eos_token_id = 1.5");
        settings.put("generation_config.json={}", "no file of this folder says which token ends a completion");
        settings.put("generation_config.json=[]", "expected a JSON object");
        settings.put("generation_config.json={\"eos_token_id\": 1", "is not JSON");
        settings.put("generation_config.json=" + "[".repeat(1_000_000), "nests deeper than");
        settings.put("tokenizer_config.json={\"eos_token\": \"<none>\"}", "eos_token = \"<none>\"; expected a token");
        settings.put("tokenizer_config.json={\"eos_token\": {\"content\": 5}}", "eos_token.content = 5");
        settings.put("tokenizer_config.json={\"add_bos_token\": true}", "bos_token is missing");
        settings.put("tokenizer_config.json={\"add_bos_token\": \"yes\"}", "add_bos_token = \"yes\"");
        settings.put("special_tokens_map.json=5", "expected a JSON object");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            Path fresh = GoldenTokenizer.copy("llama3_bytelevel", parent);
            String[] file = setting.getKey().split("=", 2);
            Files.writeString(fresh.resolve(file[0]), file[1]);
            assertThatThrownBy(() -> Tokenizer.load(fresh))
                    .as(file[1].substring(0, Math.min(80, file[1].length())))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(fresh.resolve(file[0]) + ": ")
                    .hasMessageContaining(setting.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3_bytelevel", "llama2_metaspace", "mistral_metaspace", "neox_bytelevel"})
    void whatElseIsDamagedNeitherCrashesNorHangs(String name) throws IOException {
        Path damagedFolder = GoldenTokenizer.copy(name, parent);
        byte[] whole = Files.readAllBytes(damagedFolder.resolve("tokenizer.json"));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(random.nextBoolean() ? 2_000 : damaged.length)] =
                        (byte) "0123456789-[]{}\",:.?+*()\\ truefalsn".charAt(random.nextInt(34));
            }
            Files.write(damagedFolder.resolve("tokenizer.json"), damaged);
            try {
                Tokenizer tokenizer = Tokenizer.load(damagedFolder);
                tokenizer.decode(tokenizer.encodePrompt("Is it 20 °C, 😀? " + "aab ".repeat(50)));
                tokenizer.decodeCompletion(tokenizer.encodeCompletion("<|eot_id|>"));
            } catch (CheckpointException e) {
                assertThat(e).hasMessageStartingWith(damagedFolder.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("the te");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private void assertRefused(String json, String message) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), json);
        assertRefused(message);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .as(message)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder.resolve("tokenizer.json") + ": ")
                .hasMessageContaining(message)
                .hasMessageMatching("[^\\n]{20,700}");
    }

    private static Consumer<ObjectNode> model(String key, Object value) {
        return root -> ((ObjectNode) root.get("model")).set(key, JSON.valueToTree(value));
    }

    private static Consumer<ObjectNode> vocabulary(String token, Object id) {
        return root -> ((ObjectNode) root.at("/model/vocab")).set(token, JSON.valueToTree(id));
    }

    private static Consumer<ObjectNode> merge(Object merge) {
        return root -> ((ArrayNode) root.at("/model/merges")).set(1, JSON.valueToTree(merge));
    }

    private static Consumer<ObjectNode> added(String key, Object value) {
        return root -> ((ObjectNode) root.at("/added_tokens/0")).set(key, JSON.valueToTree(value));
    }

    private static Consumer<ObjectNode> piece(String part, String type) {
        return root -> root.putObject(part).put("type", type);
    }

    private static ObjectNode strip(String content, int start, int stop) {
        return JSON.createObjectNode()
                .put("type", "Strip")
                .put("content", content)
                .put("start", start)
                .put("stop", stop);
    }
}
