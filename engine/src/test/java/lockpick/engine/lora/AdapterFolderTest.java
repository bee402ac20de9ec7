package lockpick.engine.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterFolderTest {

    private static final LoraConfig CONFIG = new LoraConfig(2, 6, List.of("query_key_value", "mlp.dense_4h_to_h"));

    /** As PEFT 0.18 writes it, but for the list of targets and r. */
    private static final String PEFT = """
            {"alora_invocation_tokens": null, "alpha_pattern": {}, "arrow_config": null, "auto_mapping": null,
             "base_model_name_or_path": "some/model", "bias": "none", "corda_config": null,
             "ensure_weight_tying": false, "eva_config": null, "exclude_modules": null, "fan_in_fan_out": false,
             "inference_mode": true, "init_lora_weights": true, "layer_replication": null, "layers_pattern": null,
             "layers_to_transform": null, "loftq_config": {}, "lora_alpha": 6, "lora_bias": false,
             "lora_dropout": 0.05, "megatron_config": null, "megatron_core": "megatron.core",
             "modules_to_save": null, "peft_type": "LORA", "peft_version": "0.18.0", "qalora_group_size": 16,
             "r": 2, "rank_pattern": {}, "revision": null,
             "target_modules": ["query_key_value", "mlp.dense_4h_to_h"], "target_parameters": null,
             "task_type": "CAUSAL_LM", "trainable_token_indices": null, "use_dora": false, "use_qalora": false,
             "use_rslora": false}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Decoder model = Decoder.random(GptNeoX.pythia(1, 32, 2, 40, 32), new Seed(4));

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void aSavedAdapterIsTheSameToTheBitAndHasPeftsNames() throws IOException {
        double[] adapted = saved();
        SafeTensors stored = SafeTensors.open(folder.resolve("adapter_model.safetensors"));
        String layer = "base_model.model.gpt_neox.layers.0.";
        assertThat(stored.names())
                .containsExactlyInAnyOrder(
                        layer + "attention.query_key_value.lora_A.weight",
                        layer + "attention.query_key_value.lora_B.weight",
                        layer + "mlp.dense_4h_to_h.lora_A.weight",
                        layer + "mlp.dense_4h_to_h.lora_B.weight");
        assertThat(stored.shape(layer + "mlp.dense_4h_to_h.lora_A.weight")).containsExactly(2, 128);
        assertThat(stored.shape(layer + "mlp.dense_4h_to_h.lora_B.weight")).containsExactly(32, 2);
        try (LoraAdapter again = AdapterFolder.load(folder, model)) {
            assertThat(again.config()).isEqualTo(CONFIG);
            assertThat(scores()).containsExactly(adapted);
        }
    }

    @Test
    void aConfigOfPeftIsUnderstood() throws IOException {
        double[] adapted = saved();
        Files.writeString(folder.resolve("adapter_config.json"), PEFT);
        try (LoraAdapter again = AdapterFolder.load(folder, model)) {
            assertThat(again.config()).isEqualTo(CONFIG);
            assertThat(scores()).containsExactly(adapted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"use_dora\": false            | \"use_dora\": true            | use_dora = true is not supported",
                "\"use_rslora\": false          | \"use_rslora\": true          | use_rslora = true is not supported",
                "\"modules_to_save\": null      | \"modules_to_save\": [\"x\"]  | modules_to_save",
                "\"bias\": \"none\"             | \"bias\": \"lora_only\"       | bias = \"lora_only\" is not supported",
                "\"rank_pattern\": {}           | \"rank_pattern\": {\"q\": 4}  | rank_pattern = ",
                "\"alpha_pattern\": {}          | \"alpha_pattern\": {\"q\": 4} | alpha_pattern = ",
                "\"layers_to_transform\": null  | \"layers_to_transform\": [1]  | layers_to_transform",
                "\"peft_type\": \"LORA\"        | \"peft_type\": \"IA3\"        | peft_type = \"IA3\" is not supported",
                "\"init_lora_weights\": true    | \"init_lora_weights\": \"pissa\" | init_lora_weights = \"pissa\"",
                "\"target_parameters\": null    | \"target_parameters\": [\"w\"] | target_parameters",
                "[\"query_key_value\", \"mlp.dense_4h_to_h\"] | \".*dense\"     | target_modules = \".*dense\"",
                "[\"query_key_value\", \"mlp.dense_4h_to_h\"] | [\"q_proj\"]    | LoRA target q_proj",
                "[\"query_key_value\", \"mlp.dense_4h_to_h\"] | [\"query_key_value\"] | is of no layer",
                "\"r\": 2                       | \"r\": 3                      | but the model needs [3, 32]",
                "\"lora_alpha\": 6              | \"lora_alpha\": 0             | lora_alpha = 0"
            })
    void whatIsNotSupportedIsRefusedByName(String from, String to, String message) throws IOException {
        saved();
        assertThat(PEFT).contains(from);
        Files.writeString(folder.resolve("adapter_config.json"), PEFT.replace(from, to));
        long before = TensorScope.liveTensors();
        assertThatThrownBy(() -> AdapterFolder.load(folder, model))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        assertThat(model.linears().values())
                .allSatisfy(layer -> assertThat(layer.beside()).isNull());
    }

    @Test
    void aMissingMatrixIsNamed() throws IOException {
        saved();
        Path file = folder.resolve("adapter_model.safetensors");
        Files.delete(file);
        assertThatThrownBy(() -> AdapterFolder.load(folder, model)).hasMessageContaining("does not exist");
        try (var scope = TensorScope.open()) {
            SafeTensors.write(file, Map.of("x", Tensor.zeros(DType.FLOAT32, 1)));
        }
        assertThatThrownBy(() -> AdapterFolder.load(folder, model))
                .hasMessageContaining("has no tensor")
                .hasMessageContaining("query_key_value.lora_A.weight");
    }

    /** Saves an adapter that changes something; returns what the model computes with it. */
    private double[] saved() throws IOException {
        try (LoraAdapter adapter = LoraAdapter.fresh(model, CONFIG, new Seed(2));
                var scope = TensorScope.open()) {
            Tensor values = adapter.parameters().values();
            values.copy_(Tensor.counting(values.count(), values.device())
                    .to(DType.FLOAT32)
                    .mul(1e-4));
            AdapterFolder.save(adapter, folder, "some/model");
            return scores();
        }
    }

    private double[] scores() {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor ids = Tensor.of(new long[] {1, 2, 3, 4}, 1, 4);
            return model.logits(model.hidden(ids, new Attention.Causal())).toDoubles();
        }
    }
}
