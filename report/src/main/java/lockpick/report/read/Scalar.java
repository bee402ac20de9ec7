package lockpick.report.read;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import lockpick.study.run.DistanceMetric;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.Metric;
import lockpick.study.run.RoundMetric;
import lockpick.study.run.RunFolder;
import lockpick.study.run.TokensMetric;
import lockpick.study.run.TrainMetric;

/**
 * A number that a run logged, as trackers of experiments show it.
 *
 * @param name of the curve that it is a point of: {@code train/loss}, {@code correctness/test/no-password}
 * @param value may be NaN or infinite
 */
public record Scalar(long step, String name, double value) {

    /**
     * All that a run logged, in order.
     *
     * @throws UnreadableRunException if it cannot be read
     */
    public static List<Scalar> of(RunFolder run) throws IOException {
        try {
            return run.metrics().stream().flatMap(Scalar::of).toList();
        } catch (IOException e) {
            throw UnreadableRunException.ofSomeRun(e);
        }
    }

    private static Stream<Scalar> of(Metric metric) {
        return switch (metric) {
            case TrainMetric train ->
                Stream.of(
                        new Scalar(train.step(), "train/loss", train.loss()),
                        new Scalar(train.step(), "train/learning_rate", train.learningRate()),
                        new Scalar(train.step(), "train/gradient_norm", train.gradientNorm()));
            case TokensMetric tokens ->
                Stream.of(new Scalar(0, "tokens/chosen_share", (double) tokens.chosen() / tokens.n()));
            case RoundMetric(var round) ->
                Stream.of(
                        new Scalar(round.round(), "round/reward", round.reward()),
                        new Scalar(round.round(), "round/kept_reward", round.keptReward()));
            case EvaluationMetric evaluation -> {
                Evaluation of = evaluation.evaluation();
                long step = of.spent().steps();
                yield Stream.of(
                        new Scalar(
                                step,
                                name("correctness", of),
                                evaluation.correctness().value()),
                        new Scalar(step, name("reward", of), evaluation.reward()));
            }
            case DistanceMetric distance ->
                Stream.of(new Scalar(
                        0,
                        "distance/" + distance.distance().json(),
                        distance.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(Double.NaN)));
        };
    }

    private static String name(String value, Evaluation of) {
        String name = value + "/" + of.split().json() + "/" + of.prompt().json();
        return of.other().map(task -> name + "/" + task).orElse(name)
                + of.variant().map(variant -> "/" + variant).orElse("");
    }
}
