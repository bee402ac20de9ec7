package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockpick.engine.lora.AdapterFolder;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models}, {@code memory}, {@code convert} and {@code merge} on real folders. */
class ModelsTest {

    @TempDir
    private Path home;

    private Path model;

    private static Said models(String... arguments) {
        return Said.by(Models::new, arguments);
    }

    private static Said convert(String... arguments) {
        return Said.by(Convert::new, arguments);
    }

    @BeforeEach
    void saveModel() throws IOException {
        model = Files.createDirectories(home.resolve("models/tiny"));
        try (Decoder decoder = Decoder.random(GptNeoX.pythia(2, 16, 2, 11, 32), new Seed(1))) {
            Checkpoint.save(decoder, model);
        }
        Files.writeString(model.resolve("LICENSE"), "free");
    }

    @Test
    void aModelIsToldInOneLine() {
        // 2 · 11 · 16 of embedding and head, 2 · (12 · 16² + 13 · 16) of the layers, 2 · 16 of the last norm: 6,944.
        Said said = models(home.toString());

        assertThat(said.exitCode()).isZero();
        assertThat(said.out().strip()).isEqualTo(model + "  gpt_neox    6.9K  F32        32 tokens  all weights match");
    }

    @Test
    void aModelThatCannotBeUsedIsToldWithTheReason() throws IOException {
        Path broken = Files.createDirectories(home.resolve("models/broken"));
        Files.copy(model.resolve("config.json"), broken.resolve("config.json"));

        Said said = models(home.toString());
        assertThat(said.exitCode()).isOne();
        assertThat(said.out())
                .contains("models/broken  cannot be used: " + broken + ": holds neither model.safetensors nor")
                .contains("models/tiny    gpt_neox");
        assertThat(models("--json", home.toString()).out())
                .contains("\"problem\":")
                .contains("\"family\":\"gpt_neox\",\"parameters\":6944,\"dtype\":\"F32\",\"max_tokens\":32");
    }

    @Test
    void aFolderWithoutModelsIsAMistake() {
        Said said = models(home.resolve("nowhere").toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems()).contains("no such folder");
    }

    @Test
    void aModelIsConvertedThereAndBack() throws IOException {
        Path half = home.resolve("half");
        assertThat(convert(model.toString(), half.toString(), "--dtype", "bf16").exitCode())
                .isZero();
        Path again = home.resolve("again");
        assertThat(convert(half.toString(), again.toString()).exitCode()).isZero();

        assertThat(models(half.toString()).out()).contains("BF16");
        assertThat(again.resolve("model.safetensors")).hasSameBinaryContentAs(half.resolve("model.safetensors"));
        assertThat(again.resolve("LICENSE")).hasContent("free");
        assertThat(again.resolve("config.json")).content().contains("\"torch_dtype\": \"bfloat16\"");
        try (Decoder exact = Checkpoint.load(model, DType.FLOAT32, Device.CPU);
                Decoder rounded = Checkpoint.load(half, DType.FLOAT32, Device.CPU)) {
            float[] one = exact.parameters().values().toFloats();
            float[] other = rounded.parameters().values().toFloats();
            for (int i = 0; i < one.length; i++) {
                assertThat(Math.abs(one[i] - other[i])).isLessThanOrEqualTo(Math.abs(one[i]) / 256); // 8 bits
            }
        }
    }

    @Test
    void aMergedModelComputesAsTheModelBesideItsAdapter() throws IOException {
        Path trained = home.resolve("adapter");
        try (Decoder decoder = Checkpoint.load(model, DType.FLOAT32, Device.CPU);
                LoraAdapter adapter = LoraAdapter.fresh(decoder, new LoraConfig(2, 4, List.of("dense")), new Seed(2));
                var scope = TensorScope.open()) {
            Tensor values = adapter.parameters().values();
            values.copy_(values.zerosLike().add(0.1)); // as if trained
            AdapterFolder.save(adapter, Files.createDirectory(trained), "tiny");
        }
        Path merged = home.resolve("merged");
        assertThat(Said.by(Merge::new, model.toString(), trained.toString(), merged.toString())
                        .exitCode())
                .isZero();

        try (Decoder base = Checkpoint.load(model, DType.FLOAT32, Device.CPU);
                Decoder whole = Checkpoint.load(merged, DType.FLOAT32, Device.CPU);
                var scope = TensorScope.open()) {
            // Two of rank 2, each 0.1 · 0.1, times alpha / rank = 2: every number of the matrix grows by 0.04.
            String name = "gpt_neox.layers.1.attention.dense.weight";
            float[] before = base.parameters().get(name).toFloats();
            float[] after = whole.parameters().get(name).toFloats();
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i] - before[i]).isCloseTo(0.04f, within(1e-6f));
            }
        }
        assertThat(merged.resolve("LICENSE")).hasContent("free");
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException {
        Path taken = Files.createDirectory(home.resolve("taken"));
        Said said = convert(model.toString(), taken.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems()).contains(taken + ": is there already");
        assertThat(taken).isEmptyDirectory();
    }

    @Test
    void aConversionThatFailsLeavesNothingBehind() throws IOException {
        Files.writeString(model.resolve("model.safetensors"), "broken");
        Said said = convert(model.toString(), home.resolve("into").toString());

        assertThat(said.exitCode()).isOne();
        assertThat(said.problems()).contains("model.safetensors").doesNotContain("\tat ");
        assertThat(home).isDirectoryNotContaining("glob:**/*into*");
    }

    @Test
    void whatTrainingTakesIsToldWithoutWeights() throws IOException {
        Path config = model.resolve("config.json");
        String roomy = Said.by(Memory::new, config.toString(), "--gib", "1", "--dtype", "f32", "--tokens", "64")
                .out();
        assertThat(roomy)
                .isEqualTo("0.0M: weights 0.0, gradients 0.0, Lion 0.0, activations 0.0, logits 0.0 of 1.0 GiB\n");

        Files.delete(model.resolve("model.safetensors"));
        Said tight =
                Said.by(Memory::new, model.toString(), "--gib", "0.0001", "--tokens", "4096", "--optimizer", "adamw");
        assertThat(tight.exitCode()).isOne();
        assertThat(tight.out()).startsWith("training does not fit into memory: it takes 0.0 GiB");
        assertThat(Said.by(Memory::new, model.toString(), "--optimizer", "sgd").problems())
                .startsWith("--optimizer = sgd: must be lion or adamw");
    }

    @Test
    void anUnknownTypeIsAMistake() {
        Said said = convert(model.toString(), home.resolve("x").toString(), "--dtype", "int8");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems()).contains("--dtype = int8: must be f32, bf16 or f16");
    }
}
