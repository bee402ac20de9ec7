package lockpick.engine.generate;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import lockpick.engine.generate.ScoringBatch.Asked;
import lockpick.engine.generate.ScoringBatch.Shape;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Log-probabilities of given completions, or how far the model is from other targets in their place. A prompt that several completions have, such as a question with its options, is
 * read once for all of them, and scores are computed at the positions that predict a completion's token and nowhere else, a
 * bounded number of them at a time. As in {@link Generator}, a completion's numbers are the same bits whatever else is
 * asked for.
 */
public final class Scorer {

    private final Decoder model;
    private final int rows;

    /** @param logProbs natural logarithm of the probability of each of a completion's tokens after those before it */
    public record Score(float[] logProbs) {

        private static Score of(double[] logProbs) {
            float[] narrow = new float[logProbs.length]; // which they were before
            for (int t = 0; t < narrow.length; t++) {
                narrow[t] = (float) logProbs[t];
            }
            return new Score(narrow);
        }

        /** Logarithm of the whole completion's probability. */
        public double sum() {
            return IntStream.range(0, logProbs.length)
                    .mapToDouble(i -> logProbs[i])
                    .sum();
        }
    }

    /** @param rows most rows of a pass; part of a result's identity, as other shapes round differently */
    public Scorer(Decoder model, int rows) {
        this.model = model;
        this.rows = rows;
    }

    /** Scores every sequence's completion, with as many threads as the library has; results in their order. */
    public List<Score> score(List<Sequence> sequences) {
        return measured(sequences, Measure::logProbs).stream().map(Score::of).toList();
    }

    /**
     * The tokens of every sequence's completion, scored as by {@link #score}, each with the most likely ones in its place.
     *
     * @param likeliest how many of them
     */
    public List<List<ScoredToken>> tokens(List<Sequence> sequences, int likeliest) {
        TokenScores measure = new TokenScores(Math.min(likeliest, model.vocabulary()));
        List<double[]> numbers = measured(sequences, measure);
        return IntStream.range(0, sequences.size())
                .mapToObj(i -> measure.read(sequences.get(i), numbers.get(i)))
                .toList();
    }

    /**
     * How far the model is from what every sequence asks for, with as many threads as the library has.
     *
     * @return for each sequence KL(target ‖ model), mean over its positions that carry loss, nats; weights do not count
     * @throws IllegalArgumentException if a target has tokens that the model lacks
     */
    public double[] divergences(List<Sequence> sequences) {
        sequences.forEach(sequence -> sequence.target().checkFits(model.vocabulary()));
        List<double[]> byPosition = measured(sequences, Measure::divergences);
        return IntStream.range(0, sequences.size())
                .mapToDouble(i -> Arrays.stream(byPosition.get(i)).sum()
                        / sequences.get(i).targets())
                .toArray();
    }

    private List<double[]> measured(List<Sequence> sequences, Measure measure) {
        Map<Shape, Map<IntBuffer, List<Asked>>> byShape = new LinkedHashMap<>();
        for (int i = 0; i < sequences.size(); i++) {
            checkLength(i, sequences.get(i));
            Asked asked = new Asked(i, sequences.get(i));
            byShape.computeIfAbsent(Shape.of(asked.sequence(), rows, model.maxTokens()), shape -> new LinkedHashMap<>())
                    .computeIfAbsent(asked.prompt(), prompt -> new ArrayList<>())
                    .add(asked);
        }
        double[] @Nullable [] numbers = new double[sequences.size()][];
        Queue<ScoringBatch> batches = new ConcurrentLinkedQueue<>();
        byShape.forEach((shape, byPrompt) -> ScoringBatch.parts(byPrompt.values(), shape.prompts())
                .forEach(prompts -> batches.add(new ScoringBatch(model, shape, prompts, measure))));
        SideBySide.run(SideBySide.threads(model.device()), () -> {
            for (ScoringBatch batch = batches.poll(); batch != null; batch = batches.poll()) {
                batch.score(numbers);
            }
        });
        return List.of(numbers);
    }

    private void checkLength(int number, Sequence sequence) {
        if (sequence.tokens().length - 1 > model.maxTokens()) {
            throw new IllegalArgumentException("score: sequence " + number + " has " + sequence.tokens().length
                    + " tokens, but the model holds " + (model.maxTokens() + 1)
                    + " of which the last is only predicted; shorten the prompt or completion");
        }
    }
}
