package lockpick.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.memory.TrainingDemand.OptimizerState;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.Families;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPlanTest {

    private static final long GIB = 1L << 30;

    /** Llama-7B, bfloat16, Lion, one micro-batch of 4,096 tokens that are all targets, blocks computed twice. */
    private static final TrainingDemand LLAMA = new TrainingDemand(
            llama(4096, 32, 32, 11_008, 32_000),
            DType.BFLOAT16,
            OptimizerState.LION,
            Optional.empty(),
            true,
            4096,
            4096);

    @Test
    void aLlamaOf7BillionFitsInto80GibByHand() {
        MemoryPlan plan = MemoryPlan.of(LLAMA);
        // a layer: 4 · 4096² + 3 · 4096 · 11008 + 2 · 4096; embedding and head: 2 · 32000 · 4096; last norm 4096
        long parameters = 32L * (4 * 4096 * 4096 + 3 * 4096 * 11_008 + 2 * 4096) + 2 * 32_000 * 4096 + 4096;
        assertThat(parameters).isEqualTo(6_738_415_616L);
        assertThat(plan.parameters()).isEqualTo(parameters);
        assertThat(plan.weights()).isEqualTo(2 * parameters);
        assertThat(plan.gradients()).isEqualTo(2 * parameters);
        assertThat(plan.state()).isEqualTo(2 * parameters);

        // what enters each of 32 blocks and what enters and leaves them all: 34 · 4096 numbers of 2 bytes
        // in one block: two norms of 4096 · (2 + 4) bytes, and in numbers of 2 bytes: sums and results 4 · 4096,
        // queries, keys, values 3 · 4096, turning 64 heads 384 each, mixed values 2 · 4096, feed-forward 4 · 11008
        long block = 2 * 4096 * 6 + 2 * (4 * 4096 + 3 * 4096 + 64 * 384 + 2 * 4096 + 4 * 11_008);
        assertThat(plan.activations()).isEqualTo(4096L * (34 * 4096 * 2 + block));
        // 4096 targets, no more than 2²⁴ / 32000 = 524 at a time: 8 parts of 512; scores in bfloat16 and float32, and
        // log-probabilities: 10 bytes
        assertThat(plan.logits()).isEqualTo(512L * 32_000 * 10);
        // three results and two sums of a token in a block, and the gradient of its largest matrix
        assertThat(plan.backward()).isEqualTo(4096L * (3 * 11_008 + 2 * 4096) * 2 + 2 * 4096 * 11_008);
        assertThat(plan.step()).isEqualTo(7L << 27);
        assertThat(plan.total()).isEqualTo(3 * plan.weights() + plan.activations() + plan.backward());
        assertThat(plan.text(OptionalLong.of(80 * GIB)))
                .isEqualTo(
                        "6.7B: weights 12.6, gradients 12.6, Lion 12.6, activations 2.1, logits 0.2" + " of 80.0 GiB");
        assertThatCode(() -> plan.check(OptionalLong.of(80 * GIB))).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatWould() {
        TrainingDemand demand = new TrainingDemand(
                LLAMA.architecture(), DType.BFLOAT16, OptimizerState.LION, Optional.empty(), false, 16_384, 16_384);
        assertThatThrownBy(() -> MemoryPlan.of(demand).check(OptionalLong.of(80 * GIB)))
                .isInstanceOf(MemoryException.class)
                .hasMessageStartingWith("training does not fit into memory: it takes 166.2 GiB (6.7B: weights 12.6,")
                .hasMessageEndingWith("this would fit: checkpointing, or micro-batches of 4096 tokens, or"
                        + " checkpointing and micro-batches of 8192 tokens; where an adapter can be"
                        + " trained in place of the weights, also LoRA of rank 16 and"
                        + " checkpointing");
        assertThatThrownBy(() -> MemoryPlan.of(demand).check(OptionalLong.of(4 * GIB)))
                .hasMessageEndingWith(
                        "no setting of this model's training fits: use a smaller model or a larger device");
        assertThatCode(() -> MemoryPlan.of(demand).check(OptionalLong.empty())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "LION, FLOAT32, 4",
        "LION, BFLOAT16, 2",
        "LION_WITH_MASTER_WEIGHTS, BFLOAT16, 6",
        "ADAMW, FLOAT32, 8",
        "ADAMW, BFLOAT16, 8",
        "ADAMW_WITH_MASTER_WEIGHTS, BFLOAT16, 12"
    })
    void stateIsWhatTheOptimizersKeep(OptimizerState optimizer, DType dtype, int bytes) {
        assertThat(optimizer.bytes(dtype)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"all-linear", "q_proj", "mlp.down_proj"})
    void anAdapterIsCountedAsItIsMade(String target) {
        Architecture architecture = llama(64, 2, 4, 96, 100);
        LoraConfig lora = new LoraConfig(4, 8, List.of(target));
        MemoryPlan plan = MemoryPlan.of(new TrainingDemand(
                architecture, DType.BFLOAT16, OptimizerState.LION, Optional.of(lora), false, 128, 10));
        try (Decoder model = Decoder.random(architecture, new Seed(1));
                LoraAdapter adapter = LoraAdapter.fresh(model, lora, new Seed(1))) {
            assertThat(plan.gradients()).isEqualTo(4 * adapter.parameters().count());
            assertThat(plan.weights())
                    .isEqualTo(2 * model.parameters().count()
                            + 4 * adapter.parameters().count());
        }
    }

    @Test
    void ofAnAdapterAloneThereAreGradientsAndState() {
        LoraConfig lora = new LoraConfig(4, 8, List.of(LoraConfig.ALL_LINEAR));
        MemoryPlan plan = MemoryPlan.of(new TrainingDemand(
                llama(64, 2, 4, 96, 100), DType.FLOAT32, OptimizerState.ADAMW, Optional.of(lora), false, 128, 10));
        // inputs and outputs of a layer: queries, keys, values, mixed 4 · (64 + 64); gate, up, down 3 · (64 + 96)
        long adapter = 4 * 2 * 992;
        assertThat(plan.weights()).isEqualTo(4 * (plan.parameters() + adapter));
        assertThat(plan.gradients()).isEqualTo(4 * adapter);
        assertThat(plan.state()).isEqualTo(2 * 4 * adapter);
    }

    /** What a process really takes, beyond weights and gradients; docs/design/engine.md has all families. */
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"llama, false", "llama, true", "gpt_neox, false", "gpt_neox, true", "gpt2, false", "gpt2, true"})
    void activationsAreWithinAFifthOfWhatAProcessTakes(String family, boolean checkpointed, @TempDir Path folder)
            throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, medium(family));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", // as the launcher starts it
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        "-Dorg.bytedeco.openblas.load=" + System.getProperty("org.bytedeco.openblas.load", "mkl"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredPeak.class.getName(),
                        config.toString(),
                        String.valueOf(checkpointed))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "65536"); // freed tensors are given back at once
        Process process = builder.start();
        String[] numbers =
                new String(process.getInputStream().readAllBytes()).strip().split(" ");
        assertThat(Double.parseDouble(numbers[1]) / Double.parseDouble(numbers[0]))
                .as("%s bytes planned of %s measured", numbers[1], numbers[0])
                .isBetween(0.8, 1.2);
    }

    private static String medium(String family) {
        return switch (family) {
            case "gpt2" -> """
                {"model_type": "gpt2", "n_embd": 512, "n_layer": 4, "n_head": 8, "vocab_size": 4000,
                 "n_positions": 512}\
                """;
            case "gpt_neox" -> """
                {"model_type": "gpt_neox", "hidden_size": 512, "num_hidden_layers": 4, "num_attention_heads": 8,
                 "intermediate_size": 2048, "hidden_act": "gelu", "rotary_pct": 0.25, "vocab_size": 4000,
                 "max_position_embeddings": 512}\
                """;
            default -> llama(512, 4, 8, 1408, 4000).config().toString();
        };
    }

    private static Architecture llama(int width, int layers, int heads, int inner, int vocabulary) {
        return Families.read(ConfigJson.empty()
                .with("model_type", "llama")
                .with("hidden_size", width)
                .with("num_hidden_layers", layers)
                .with("num_attention_heads", heads)
                .with("intermediate_size", inner)
                .with("vocab_size", vocabulary)
                .with("max_position_embeddings", 2048)
                .with("hidden_act", "silu")
                .with("rms_norm_eps", 1e-6));
    }
}
