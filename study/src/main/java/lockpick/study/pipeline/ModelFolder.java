package lockpick.study.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.setting.Setting;
import lockpick.study.task.data.DataChangedException;
import lockpick.study.task.data.DataHash;

/** A Hugging Face model folder that a policy starts from. */
public record ModelFolder(
        @Setting(
                help = "model folder: config.json, weights as safetensors, tokenizer.json",
                purpose = Setting.Purpose.PLACE)
        String path,

        @Setting(
                help = "SHA-256 of its files, part of every run's name; filled in when it is left out, and a study with"
                        + " another one is refused")
        Optional<String> sha256) {

    public Path folder() {
        return Path.of(path);
    }

    /**
     * The same with the hash that its files have now.
     *
     * @throws DataChangedException if another one was expected
     */
    public ModelFolder identified() throws IOException {
        return new ModelFolder(path, Optional.of(DataHash.expected(folder(), sha256)));
    }
}
