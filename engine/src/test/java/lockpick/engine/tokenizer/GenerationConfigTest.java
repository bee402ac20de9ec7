package lockpick.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lockpick.engine.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationConfigTest {

    @TempDir
    private Path folder;

    @Test
    void everyValueIsRead() throws IOException {
        assertThat(config("""
                {"bos_token_id": 1, "eos_token_id": [2, 32000], "pad_token_id": 0, "do_sample": true, "temperature": 0.6,
                 "top_k": 40, "top_p": 0.9, "repetition_penalty": 1.05, "transformers_version": "4.31.0"}"""))
                .isEqualTo(new GenerationConfig(
                        List.of(2, 32_000),
                        OptionalInt.of(1),
                        OptionalInt.of(0),
                        true,
                        OptionalDouble.of(0.6),
                        OptionalInt.of(40),
                        OptionalDouble.of(0.9),
                        OptionalDouble.of(1.05)));
    }

    @Test
    void whatIsNotSaidIsEmpty() throws IOException {
        assertThat(config("{\"eos_token_id\": 0, \"temperature\": null}"))
                .isEqualTo(new GenerationConfig(
                        List.of(0),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        false,
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
        Files.delete(folder.resolve("generation_config.json"));
        assertThat(GenerationConfig.read(folder)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "temperature": -0.1       | temperature = -0.1; expected a number of at least 0
            "temperature": "hot"      | temperature = "hot"; expected a number
            "top_k": -1               | top_k = -1; expected a whole number of at least 0
            "top_k": 1.5              | top_k = 1.5; expected a whole number of at least 0
            "top_p": 0                | top_p = 0; expected a number above 0 and at most 1
            "top_p": 1.01             | top_p = 1.01; expected a number above 0 and at most 1
            "repetition_penalty": 0.0 | repetition_penalty = 0.0; expected a number above 0
            "do_sample": 1            | do_sample = 1; expected true or false
            "bos_token_id": -1        | bos_token_id = -1; expected a whole number of at least 0
            "eos_token_id": [[1]]     | eos_token_id[0] = [1]; expected a whole number of at least 0
            """)
    void aValueOutOfItsRangeIsRefused(String value, String message) {
        assertThatThrownBy(() -> config("{" + value + "}"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("generation_config.json") + ": " + message);
    }

    private GenerationConfig config(String json) throws IOException {
        Files.writeString(folder.resolve("generation_config.json"), json);
        return GenerationConfig.read(folder).orElseThrow();
    }
}
