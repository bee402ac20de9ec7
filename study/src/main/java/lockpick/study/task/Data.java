package lockpick.study.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.setting.Setting;
import lockpick.study.task.data.DataChangedException;
import lockpick.study.task.data.DataHash;

/** The files that a task's problems come from, and how many of them each evaluation uses. */
public record Data(
        @Setting(
                help = "where the data set lies: a file, or a folder with all of its files",
                purpose = Setting.Purpose.PLACE)
        String path,

        @Setting(
                help = "SHA-256 of the files, part of every run's name; filled in when it is left out, and a study with"
                        + " another one is refused")
        Optional<String> sha256,

        @Setting(help = "problems of the validation split that each evaluation uses; all where it is left out", min = 1)
        Optional<Integer> validationProblems,

        @Setting(
                help = "problems of the sealed test split that each evaluation uses; all where it is left out",
                min = 1)
        Optional<Integer> testProblems) {

    /** Everything in these files. */
    public static Data at(Path path) {
        return new Data(path.toString(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Path file() {
        return Path.of(path);
    }

    /**
     * The same with the hash that the files have now.
     *
     * @throws DataChangedException if another one was expected
     */
    public Data identified() throws IOException {
        return new Data(path, Optional.of(DataHash.expected(file(), sha256)), validationProblems, testProblems);
    }
}
