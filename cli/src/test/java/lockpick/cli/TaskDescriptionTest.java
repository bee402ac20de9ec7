package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.study.experiment.TaskFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskDescriptionTest {

    static List<String> kinds() {
        return TaskFile.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsDescribedWithHowItAsksAndGrades(String kind) {
        TaskDescription description = TaskDescription.of(kind);
        assertThat(description.summary()).isNotBlank().hasSizeLessThan(100);
        assertThat(description.text()).contains("Asked:", "Graded:");
        assertThat(description.text().lines()).allMatch(line -> line.length() <= 120);
    }
}
