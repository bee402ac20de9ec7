package lockpick.study.task.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

    @ParameterizedTest
    @CsvSource({
        "TRAIN, /x/MATH/train/algebra/1.json",
        "TEST, /x/MATH/test.jsonl",
        "TEST, /x/train/mmlu/anatomy_test.csv",
        "VALIDATION, /x/mmlu/anatomy/validation-00000-of-00001.parquet",
        "VALIDATION, /x/anatomy_val.csv",
        "DEV, /x/mmlu/data/dev/anatomy_dev.csv",
        "TRAIN, /x/APPS/train/0042"
    })
    void fileOrFolderTellsThePart(Part part, Path file) {
        assertThat(Part.of(file)).isEqualTo(part);
    }

    @Test
    void aFileThatTellsNoneIsRefused() {
        assertThatThrownBy(() -> Part.of(Path.of("/test/a/b/c/latest.jsonl")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected train, test, val or dev");
    }
}
