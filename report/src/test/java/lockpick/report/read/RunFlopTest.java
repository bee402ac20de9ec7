package lockpick.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.experiment.RunKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RunFlopTest {

    private static final RunKey LOCK = new RunKey("ab".repeat(32));

    @TempDir
    private Path runs = Path.of("");

    private Optional<Double> flop(String settings) {
        var flop =
                new RunFlop(runs.resolve("sft-1"), JsonMapper.shared().readTree(settings), Optional.of(LOCK)).of(10, 5);
        return flop.isPresent() ? Optional.of(flop.getAsDouble()) : Optional.empty();
    }

    /**
     * Nano has 12 x 3 x 64 x 64 = 147,456 parameters: x (6 x 10 + 2 x 5) = 10,321,920. An adapter of rank 2 has
     * 2 x 16 x 3 x 64 = 6,144: 147,456 x (4 x 10 + 2 x 5) + 6,144 x 70 = 7,802,880.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"model": "nano"}                                                     ; 10321920
            {"model": "nano", "elicitation": {"training": {"lora": {"rank": 2}}}} ; 7802880
            """)
    void aPresetIsCountedByItsSize(String settings, double expected) {
        assertThat(flop(settings)).contains(expected);
    }

    @Test
    void aModelThatWasGivenIsCountedByTheLockThatKeepsIt() throws IOException {
        String settings = "{\"model\": \"nano\", \"base\": {\"path\": \"gone\"}}";
        assertThat(flop(settings)).isEmpty();
        Path model =
                Files.createDirectories(runs.resolve("lock-" + LOCK.shortForm()).resolve("model"));
        Files.writeString(model.resolve("config.json"), """
            {"model_type": "gpt_neox", "hidden_size": 512, "num_hidden_layers": 6, "num_attention_heads": 8,
             "intermediate_size": 2048, "vocab_size": 50304, "max_position_embeddings": 2048, "rotary_pct": 0.25,
             "hidden_act": "gelu", "use_parallel_residual": true, "layer_norm_eps": 1e-05,
             "tie_word_embeddings": false}
            """);
        assertThat(flop(settings)).contains(18_915_328.0 * 70); // Pythia-70M without embeddings
    }

    @Test
    void aServiceTellsNoSize() {
        assertThat(flop("{\"model\": \"nano\", \"policy\": {\"method\": \"remote\"}}"))
                .isEmpty();
    }
}
