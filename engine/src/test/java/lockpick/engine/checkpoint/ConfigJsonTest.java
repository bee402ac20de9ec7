package lockpick.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {

    @TempDir
    private Path folder;

    @Test
    void valuesAreReadByTheirKind() throws IOException {
        ConfigJson config = config("""
                {"n": 7, "eps": 1e-06, "theta": 10000, "on": false, "act": "silu", "layers": ["full", "sliding"],
                 "rope": {"factor": 8.0}, "none": null}""");
        assertThat(config.integer("n")).isEqualTo(7);
        assertThat(config.number("eps")).isEqualTo(1e-6);
        assertThat(config.number("theta")).isEqualTo(10_000);
        assertThat(config.truth("on")).isFalse();
        assertThat(config.text("act")).isEqualTo("silu");
        assertThat(config.texts("layers")).containsExactly("full", "sliding");
        assertThat(config.object("rope").orElseThrow().number("factor")).isEqualTo(8);
        assertThat(config.has("n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "absent"})
    void whatIsNullOrLeftOutHasTheGivenValue(String key) throws IOException {
        ConfigJson config = config("{\"none\": null}");
        assertThat(config.has(key)).isFalse();
        assertThat(config.integer(key, 3)).isEqualTo(3);
        assertThat(config.number(key, 0.5)).isEqualTo(0.5);
        assertThat(config.truth(key, true)).isTrue();
        assertThat(config.text(key, "gelu")).isEqualTo("gelu");
        assertThat(config.texts(key)).isEmpty();
        assertThat(config.object(key)).isEmpty();
        config.refuseUnless(key, "anything");
    }

    /** A value, how it is asked for, and what is said. */
    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            0                  | integer | x = 0; expected a whole number of at least 1, and at most 2147483647
            -5                 | integer | x = -5; expected a whole number of at least 1
            2.0                | integer | x = 2.0; expected a whole number
            3000000000         | integer | x = 3000000000; expected a whole number
            "7"                | integer | x = "7"; expected a whole number
            null               | integer | x = null; expected a whole number
            "many"             | number  | x = "many"; expected a number
            1e999              | number  | expected a number
            true               | number  | x = true; expected a number
            1                  | truth   | x = 1; expected true or false
            "true"             | truth   | x = "true"; expected true or false
            {"a": 1}           | text    | x = {"a":1}; expected a text
            ["a", 1]           | texts   | x = ["a",1]; expected a list of texts
            "a"                | texts   | x = "a"; expected a list of texts
            []                 | object  | x = []; expected an object
            """)
    void aValueOfAnotherKindIsRefused(String json, String kind, String message) throws IOException {
        ConfigJson config = config("{\"x\": " + json + "}");
        assertRefused(() -> ask(config, kind), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"integer", "number", "truth", "text"})
    void aKeyThatMustBeThereIsNamed(String kind) throws IOException {
        ConfigJson config = config("{}");
        assertRefused(() -> ask(config, kind), "x is missing; expected ");
    }

    private static void ask(ConfigJson config, String kind) {
        Consumer<String> question = switch (kind) {
            case "integer" -> config::integer;
            case "number" -> config::number;
            case "truth" -> config::truth;
            case "text" -> config::text;
            case "texts" -> config::texts;
            default -> config::object;
        };
        question.accept("x");
    }

    @Test
    void aProblemInsideAnObjectSaysWhere() throws IOException {
        ConfigJson rope = config("{\"rope_scaling\": {\"factor\": \"two\", \"type\": \"yarn\", \"beta\": 1}}")
                .object("rope_scaling")
                .orElseThrow();
        assertRefused(() -> rope.number("factor"), "rope_scaling.factor = \"two\"; expected a number");
        assertRefused(
                () -> rope.refuseUnless("type", "linear", "llama3"),
                "rope_scaling.type = \"yarn\" is not supported; expected \"linear\" or \"llama3\"");
        assertRefused(() -> rope.refuseUnknown(Set.of("factor", "type")), "rope_scaling.beta = 1 is not known");
    }

    @Test
    void aSettingThatIsNotSupportedIsRefused() throws IOException {
        ConfigJson config = config("{\"bias\": true, \"tp\": 1.0, \"act\": \"relu\", \"auto_map\": {\"a\": 1}}");
        config.refuseUnless("bias", true);
        config.refuseUnless("tp", 1);
        config.refuseUnless("act", "silu", "relu");
        assertRefused(() -> config.refuseUnless("bias", false), "bias = true is not supported; expected false");
        assertRefused(() -> config.refuseUnless("tp", 2, 4), "tp = 1.0 is not supported; expected 2 or 4");
        assertRefused(
                () -> config.refuseUnless("auto_map"), "auto_map = {\"a\":1} is not supported; expected no such key");
    }

    @Test
    void unknownKeysAreRefusedByName() throws IOException {
        ConfigJson config = config("""
                {"hidden_size": 8, "quantization_config": {"bits": 4}, "bos_token_id": 0, "logit_softcap": null,
                 "attention_sinks": 4}""");
        assertRefused(
                () -> config.refuseUnknown(Set.of("hidden_size")),
                "quantization_config = {\"bits\":4}, attention_sinks = 4 are not known and may change what the model");
        config.refuseUnknown(Set.of("hidden_size", "quantization_config", "attention_sinks"));
    }

    @ParameterizedTest
    @CsvSource({
        "is_encoder_decoder, false, true",
        "add_cross_attention, false, true",
        "pruned_heads, {}, '{\"0\": [1]}'"
    })
    void someKeysAreNeutralWithOneValueAlone(String key, String neutral, String other) throws IOException {
        config("{\"" + key + "\": " + neutral + "}").refuseUnknown(Set.of());
        ConfigJson config = config("{\"" + key + "\": " + other + "}");
        assertRefused(() -> config.refuseUnknown(Set.of()), key + " = ");
    }

    @Test
    void messagesStayOnOneShortLine() throws IOException {
        ConfigJson config = config("{\"a\\nb\": 1, \"" + "k".repeat(4000) + "\": \"" + "v".repeat(100_000) + "\"}");
        assertThatThrownBy(() -> config.refuseUnknown(Set.of()))
                .hasMessageContaining("\"a\\nb\" = 1")
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(600 + folder.toString().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "null", "12", "{\"a\": }", "{} {}", "{\"a\": 1, \"a\": 2}", "{\"a\": NaN}"})
    void whatIsNoObjectIsRefused(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), json);
        assertRefused(() -> ConfigJson.read(file), "is not ");
    }

    @Test
    void nestingWithoutEndIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"a\":" + "[".repeat(1_000_000));
        assertRefused(() -> ConfigJson.read(file), "is not JSON: it nests deeper than 64 levels");
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("config.json"), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertRefused(() -> ConfigJson.read(file), "is not JSON: it is not UTF-8 text");
    }

    @Test
    void aHugeFileIsNotEvenRead() throws IOException {
        Path file = folder.resolve("config.json");
        try (var huge = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(4_000_001);
        }
        assertRefused(() -> ConfigJson.read(file), "has 4000001 bytes, where at most 4000000 are expected");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(() -> ConfigJson.read(folder.resolve("config.json")), "does not exist; a model folder holds");
    }

    @Test
    void anUntouchedConfigIsWrittenAsItWas() throws IOException {
        String json = """
                {
                  "architectures": [
                    "LlamaForCausalLM"
                  ],
                  "z": 1,
                  "a": 0.25,
                  "huge": 123456789012345678901234567890,
                  "name": "größer",
                  "none": null,
                  "rope_scaling": {
                    "factor": 4.0,
                    "type": "linear"
                  },
                  "task": {},
                  "list": []
                }
                """;
        config(json).write(folder.resolve("again.json"));
        assertThat(folder.resolve("again.json")).hasContent(json);
    }

    @Test
    void aChangedKeyKeepsItsPlaceAndTheConfigItCameFromItsValue() throws IOException {
        ConfigJson config = config("{\"torch_dtype\": \"bfloat16\", \"n\": 1}");
        ConfigJson changed = config.with("torch_dtype", "float32").with("new", true);
        assertThat(changed).hasToString("{\"torch_dtype\":\"float32\",\"n\":1,\"new\":true}");
        assertThat(config).hasToString("{\"torch_dtype\":\"bfloat16\",\"n\":1}");
        assertThat(ConfigJson.empty().with("n", 2).integer("n")).isEqualTo(2);
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        ConfigJson config = config("{\"n\": 1}");
        assertThatThrownBy(() -> config.with("n", 2).write(folder.resolve("config.json")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
        assertThat(folder.resolve("config.json")).hasContent("{\"n\": 1}");
    }

    private void assertRefused(ThrowingCallable asking, String message) {
        assertThatThrownBy(asking)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder.resolve("config.json") + ": ")
                .hasMessageContaining(message);
    }

    private ConfigJson config(String json) throws IOException {
        return ConfigJson.read(Files.writeString(folder.resolve("config.json"), json));
    }
}
