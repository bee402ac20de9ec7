package lockpick.study.task;

import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.task.data.DataChangedException;
import lockpick.study.task.math.MathForm.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTaskTest {

    private static final int PROBLEMS = 60;

    @TempDir
    Path folder;

    @BeforeEach
    void writeProblems() throws IOException {
        for (int i = 0; i < PROBLEMS; i++) {
            write(folder, "MATH/" + (i % 2 == 0 ? "train" : "test") + "/algebra/" + i + ".json", """
                    {"problem": "What is %d+1?", "level": "Level 2", "type": "Algebra", "solution": "\\\\boxed{%d}"}""".formatted(
                            i, i + 1));
        }
    }

    private DataTaskConfig config() {
        return new MathConfig(Data.at(folder.resolve("MATH")), Metric.HENDRYCKS);
    }

    @Test
    void everyProblemIsInOneSplitAndAnswersItself() throws IOException {
        DataTask<?> task = Tasks.of(config());
        Set<String> ids = new HashSet<>();
        for (Split split : Split.values()) {
            List<Problem> problems = task.all(split);
            assertThat(problems).allMatch(problem -> ids.add(problem.id()));
            assertThat(task.problems(split).size()).isEqualTo(problems.size());
            assertThat(task.grade(
                            problems, problems.stream().map(Problem::answer).toList()))
                    .allMatch(Grade::isCorrect);
        }
        assertThat(ids).hasSize(PROBLEMS);
        assertThat(TaskFacts.of(config()).sizes().values().stream()
                        .mapToLong(size -> size)
                        .sum())
                .isEqualTo(PROBLEMS);
    }

    @Test
    void aLongerDrawBeginsWithTheShorterOneAndTooLongAOneIsRefused() throws IOException {
        ProblemSet set = Tasks.of(config()).problems(Split.LOCK_TRAIN);
        assertThat(set.draw(8, new Seed(1)).subList(0, 3)).isEqualTo(set.draw(3, new Seed(1)));
        assertThat(set.draw(8, new Seed(2))).isNotEqualTo(set.draw(8, new Seed(1)));
        assertThatThrownBy(() -> set.draw(1000, new Seed(1))).hasMessageContaining("but 1000 were asked for");
    }

    @Test
    void filesThatChangedAreRefusedWhereOthersWereMeant() throws IOException {
        TaskConfig meant = config().identified();
        assertThat(((DataTaskConfig) meant).data().sha256()).isPresent();
        assertThat(meant.identified()).isEqualTo(meant);
        write(folder, "MATH/train/algebra/0.json", "{}");
        assertThatThrownBy(meant::identified)
                .isInstanceOf(DataChangedException.class)
                .hasMessageContaining(
                        "expected " + ((DataTaskConfig) meant).data().sha256().orElseThrow());
    }

    @Test
    void aProblemIsFoundByItsId() throws IOException {
        DataTask<?> task = Tasks.of(config());
        assertThat(task.problem("test/algebra/3").map(Problem::answer)).contains("\\boxed{4}");
        assertThat(task.problem("test/algebra/1000")).isEqualTo(Optional.empty());
    }
}
