package lockpick.study.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.setting.Setting;
import lockpick.study.task.data.DataChangedException;
import lockpick.study.task.data.DataHash;

/** A file of completions that somebody wrote down. */
public record RecordedFile(
        @Setting(
                help =
                        "JSON Lines of {\"id\", \"completion\"} or {\"prompt\", \"completion\"}; a problem may have several",
                purpose = Setting.Purpose.PLACE)
        String path,

        @Setting(
                help = "SHA-256 of the file, part of every run's name; filled in when it is left out, and a study with"
                        + " another one is refused")
        Optional<String> sha256) {

    public Path file() {
        return Path.of(path);
    }

    /**
     * The same with the hash that the file has now.
     *
     * @throws DataChangedException if another one was expected
     */
    public RecordedFile identified() throws IOException {
        return new RecordedFile(path, Optional.of(DataHash.expected(file(), sha256)));
    }
}
