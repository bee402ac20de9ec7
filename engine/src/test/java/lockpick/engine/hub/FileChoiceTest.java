package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileChoiceTest {

    private static RepositoryListing holding(String... paths) {
        Checksum any = new Checksum(Checksum.Kind.GIT_BLOB, "0".repeat(40));
        return new RepositoryListing(
                LocalHub.MODEL,
                LocalHub.COMMIT,
                Stream.of(paths).map(path -> new RemoteFile(path, 1, any)).toList());
    }

    private static List<String> chosen(List<String> include, List<String> exclude, String... paths)
            throws HubException {
        return FileChoice.of(include, exclude).from(holding(paths)).stream()
                .map(RemoteFile::path)
                .toList();
    }

    @Test
    void aModelIsItsWeightsSettingsTokenizerAndLicenceOnce() throws HubException {
        String[] model = {
            "LICENSE",
            "LICENSE.txt",
            "README.md",
            "adapter_config.json",
            "adapter_model.safetensors",
            "added_tokens.json",
            "chat_template.jinja",
            "config.json",
            "generation_config.json",
            "merges.txt",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "vocab.json"
        };
        String[] others = {
            ".gitattributes",
            "consolidated.safetensors",
            "consolidated-00001.safetensors",
            "flax_model.msgpack",
            "model-q4.gguf",
            "model.onnx",
            "modeling_custom.py",
            "onnx/config.json",
            "onnx/model.safetensors",
            "optimizer.pt",
            "original/tokenizer.model",
            "pytorch_model.bin",
            "pytorch_model.bin.index.json",
            "tf_model.h5",
            "training_args.bin"
        };
        String[] all = Stream.concat(Stream.of(model), Stream.of(others)).toArray(String[]::new);
        assertThat(chosen(List.of(), List.of(), all)).containsExactly(model);
    }

    @Test
    void includeReplacesTheChoiceAndExcludeNarrowsIt() throws HubException {
        String[] paths = {"README.md", "config.json", "model.safetensors", "onnx/a.json", "q4.gguf"};
        assertThat(chosen(List.of("*.json", "*.gguf"), List.of(), paths)).containsExactly("config.json", "q4.gguf");
        assertThat(chosen(List.of("**.json"), List.of(), paths)).containsExactly("config.json", "onnx/a.json");
        assertThat(chosen(List.of(), List.of("*.md"), paths)).containsExactly("config.json", "model.safetensors");
    }

    @Test
    void picklesAreNeverChosen() throws HubException {
        assertThat(chosen(List.of("**"), List.of(), "a/b.pt", "config.json", "c.bin", "d.pkl"))
                .containsExactly("config.json");
        assertThatThrownBy(() -> chosen(List.of("*.bin"), List.of(), "config.json", "pytorch_model.bin"))
                .hasMessage("org/model: only pickles are asked for, which can run code when they are read and are never"
                        + " fetched");
    }

    @Test
    void aRepositoryOfPicklesIsRefusedWithTheWayToConvertThem() {
        assertThatThrownBy(() -> chosen(List.of(), List.of(), "config.json", "pytorch_model-00001-of-00002.bin"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("org/model: has no safetensors, only pickles, which can run code")
                .hasMessageContaining("python3 -c \"from transformers import")
                .hasMessageContaining("pretrained_model_name_or_path='org/model', revision='" + LocalHub.COMMIT + "'")
                .hasMessageContaining("f = 'models/org/model'");
    }

    @Test
    void aRepositoryOfOtherFormatsIsRefused() {
        assertThatThrownBy(() -> chosen(List.of(), List.of(), "README.md", "model-q4.gguf", "sub/a.safetensors"))
                .hasMessageStartingWith("org/model: has no safetensors, the only weights that Lockpick reads");
    }

    @Test
    void askingForNothingIsSaid() {
        assertThatThrownBy(() -> chosen(List.of("*.txt"), List.of(), "README.md", "model.safetensors"))
                .hasMessage("org/model: none of its 2 files is asked for; look at --include and --exclude");
    }

    @Test
    void whatIsNoGlobIsSaid() {
        assertThatThrownBy(() -> FileChoice.of(List.of("[a"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[a: is no glob (");
    }
}
