package lockpick.study.task.data;

import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHashTest {

    @TempDir
    Path folder;

    @Test
    void everyByteAndEveryNameCounts() throws IOException {
        Path data = folder.resolve("data");
        write(data, "a/1.json", "{}");
        write(data, "b/2.json", "{}");
        DataHash hash = DataHash.of(data);
        assertThat(DataHash.of(data)).isEqualTo(hash);
        write(data, "b/2.json", "[]");
        assertThat(DataHash.of(data)).isNotEqualTo(hash);
        write(data, "b/2.json", "{}");
        assertThat(DataHash.of(data)).isEqualTo(hash);
        Files.move(data.resolve("b/2.json"), data.resolve("b/3.json"));
        assertThat(DataHash.of(data)).isNotEqualTo(hash);
    }

    @Test
    void neitherThePlaceOfTheFolderNorHiddenFilesCount() throws IOException {
        write(folder.resolve("here"), "a/1.json", "{}");
        DataHash hash = DataHash.of(folder.resolve("here"));
        write(folder.resolve("here"), ".cache/x", "anything");
        Files.move(folder.resolve("here"), folder.resolve("there"));
        assertThat(DataHash.of(folder.resolve("there"))).isEqualTo(hash);
    }

    @Test
    void whatIsNotThereHasNone() {
        assertThatThrownBy(() -> DataHash.of(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> DataHash.of(folder)).hasMessageContaining("holds no file");
    }
}
