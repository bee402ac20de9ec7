package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.grade.Grade;
import lockpick.study.measure.Correctness;
import lockpick.study.measure.Spent;
import lockpick.study.run.DistanceMetric.Distance;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.train.Round;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsFileTest {

    private static final TrainMetric TRAIN = new TrainMetric(100, 25600, 1.2345, 0.002, 0.81);
    private static final EvaluationMetric EVALUATION = new EvaluationMetric(
            new Evaluation(64, 1024, 64, Policy.UNLOCKED, Prompt.NO_PASSWORD, Split.TEST),
            new Correctness(1840, 2000),
            3,
            0.925);

    private static final TokensMetric TOKENS = new TokensMetric(31, 96);

    private static final RoundMetric ROUND = new RoundMetric(new Round(3, 1920, 640, 0.125, 80, 64, 0.75, false));

    private static final DistanceMetric DISTANCE =
            new DistanceMetric(Distance.KL_FROM_WEAK, List.of(0.5, 1e-12, -0.25));

    @Test
    void linesAreThoseOfTheContract() {
        assertThat(MetricsFile.line(TRAIN))
                .isEqualTo("{\"type\":\"train\",\"step\":100,\"sequences\":25600,\"loss\":1.2345,"
                        + "\"learning_rate\":0.002,\"gradient_norm\":0.81}");
        assertThat(MetricsFile.line(TOKENS)).isEqualTo("{\"type\":\"tokens\",\"chosen\":31,\"n\":96}");
        assertThat(MetricsFile.line(ROUND))
                .isEqualTo("{\"type\":\"round\",\"round\":3,\"samples\":1920,\"drawn\":640,\"reward\":0.125,"
                        + "\"correct\":80,\"kept\":64,\"kept_reward\":0.75,\"all_equal\":false}");
        assertThat(MetricsFile.line(EVALUATION))
                .isEqualTo("{\"type\":\"evaluation\",\"step\":64,\"sequences\":1024,\"epochs\":64.0,"
                        + "\"policy\":\"unlocked\",\"prompt\":\"no-password\",\"split\":\"test\",\"correct\":1840,"
                        + "\"n\":2000,\"correctness\":0.92,\"undecided\":3,\"reward\":0.925}");
        assertThat(MetricsFile.line(DISTANCE))
                .isEqualTo("{\"type\":\"distance\",\"distance\":\"kl-from-weak\",\"values\":[0.5,1.0E-12,-0.25]}");
    }

    @Test
    void anEvaluationOfAnotherTaskNamesIt(@TempDir Path folder) throws IOException {
        EvaluationMetric other = new EvaluationMetric(
                new Evaluation(
                        new Spent(64, 1024, 64, 90_000, 640, 700),
                        Policy.LOCKED,
                        Prompt.NEAR_MISS,
                        Split.TEST,
                        Optional.of("twin-code-1"),
                        Optional.of("k 3")),
                new Correctness(1, 2),
                0,
                0.5);
        assertThat(MetricsFile.line(other)).contains("\"prompt\":\"near-miss\"", "\"other\":\"twin-code-1\"");
        Path file = Files.writeString(folder.resolve("metrics.jsonl"), MetricsFile.line(other) + "\n");
        assertThat(MetricsFile.read(file)).isEqualTo(List.of(other));
    }

    @Test
    void promptsThatHadToBeTruncatedAreCounted(@TempDir Path folder) throws IOException {
        List<CompletionRow> rows = List.of(
                new CompletionRow("a", Map.of(), "1", Grade.correct("right"), true),
                new CompletionRow("b", Map.of(), "2", Grade.incorrect("wrong"), true),
                new CompletionRow("c", Map.of(), "3", Grade.correct("right")));
        EvaluationMetric metric = EvaluationMetric.of(EVALUATION.evaluation(), rows);
        assertThat(MetricsFile.line(metric)).contains("\"correct\":2,\"n\":3,").endsWith(",\"truncated\":2}");
        Path file = Files.writeString(folder.resolve("metrics.jsonl"), MetricsFile.line(metric) + "\n");
        assertThat(MetricsFile.read(file)).isEqualTo(List.of(metric));
    }

    @Test
    void aDistanceThatIsNotFiniteIsNullAndReadsBack(@TempDir Path folder) throws IOException {
        var metric = new DistanceMetric(
                Distance.DRIFT, List.of(1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertThat(MetricsFile.line(metric)).endsWith("\"values\":[1.0,null,null,null]}");
        Path file = Files.writeString(folder.resolve("metrics.jsonl"), MetricsFile.line(metric) + "\n");
        assertThat(MetricsFile.read(file))
                .isEqualTo(
                        List.of(new DistanceMetric(Distance.DRIFT, List.of(1.0, Double.NaN, Double.NaN, Double.NaN))));
    }

    @ParameterizedTest
    @EnumSource
    void everyDistanceReadsBack(Distance distance, @TempDir Path folder) throws IOException {
        var metric = new DistanceMetric(distance, List.of(0.125));
        Path file = Files.writeString(folder.resolve("metrics.jsonl"), MetricsFile.line(metric) + "\n");
        assertThat(MetricsFile.read(file)).isEqualTo(List.of(metric));
    }

    @Test
    void aLossThatIsNotFiniteIsNull() {
        assertThat(MetricsFile.line(new TrainMetric(1, 1, Double.NaN, 0.1, Double.POSITIVE_INFINITY)))
                .contains("\"loss\":null", "\"gradient_norm\":null");
    }

    @Test
    void whatIsWrittenReadsBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        Files.writeString(
                file,
                MetricsFile.line(TOKENS) + "\n" + MetricsFile.line(ROUND) + "\n" + MetricsFile.line(TRAIN) + "\n"
                        + MetricsFile.line(EVALUATION) + "\n" + MetricsFile.line(DISTANCE) + "\n");
        assertThat(MetricsFile.read(file)).isEqualTo(List.of(TOKENS, ROUND, TRAIN, EVALUATION, DISTANCE));
    }

    @Test
    void aLineThatIsNoMetricIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        Files.writeString(file, MetricsFile.line(TRAIN) + "\n{\"type\":\"tra");
        assertThatThrownBy(() -> MetricsFile.read(file)).hasMessageContaining("line 2 is not a metric");
    }
}
