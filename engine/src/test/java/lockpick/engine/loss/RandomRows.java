package lockpick.engine.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Rows of random tokens with targets of every kind, zeros among them. */
public final class RandomRows {

    private final Random random;
    private final int vocabulary;

    public RandomRows(Random random, int vocabulary) {
        this.random = random;
        this.vocabulary = vocabulary;
    }

    /** Some of each kind, in a mixed order; two share one distribution, and one distribution lacks the last tokens. */
    public List<Sequence> ofEveryKind() {
        Target shared = distribution(vocabulary);
        return List.of(
                row(9, 8, shared),
                row(12, 9, options(4)),
                row(21, 1, new Target.OwnTokens()),
                row(5, 2, distribution(vocabulary - 7)),
                row(17, 3, shared),
                row(8, 7, options(2)),
                row(30, 28, new Target.OwnTokens()));
    }

    /** The same with weights between −2 and 2, another at each position. */
    public List<Sequence> weighted() {
        return ofEveryKind().stream()
                .map(row -> row.weighted(random.doubles(row.targets(), -2, 2).toArray()))
                .toList();
    }

    /** A row of weight 1. */
    public Sequence row(int length, int completionStart, Target target) {
        return new Sequence(random.ints(length, 0, vocabulary).toArray(), completionStart, target);
    }

    /** Over this many tokens, a third of which have probability 0. */
    public Target.Vocabulary distribution(int tokens) {
        return new Target.Vocabulary(shares(tokens));
    }

    /** Over so many tokens. */
    public Target.Options options(int count) {
        return new Target.Options(
                random.ints(0, vocabulary).distinct().limit(count).toArray(), shares(count));
    }

    private double[] shares(int count) {
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            shares[i] = i % 3 == 1 ? 0 : random.nextDouble();
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
