package lockpick.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.optim.AdamW;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Training steps: forward, cross-entropy, backward, gradients clipped to norm 1, AdamW. The loss is taken at every
 * position; for nano, as in its studies, at the last 10; for 70M, with its large vocabulary, at the last 13 of 64.
 */
final class Training implements Workload {

    private static final double LEARNING_RATE = 3e-4;

    private static final long IGNORED = -100; // a target that counts nothing

    private final Size size;
    private final boolean allLogits;
    private final Decoder model;
    private final AdamW optimizer;
    private final CompletionGradients gradients;
    private final RandomGenerator random = new Seed(1).stream("tokens").generator();

    /** @param allLogits whether scores are computed at every position, also where none is used */
    Training(Size size, boolean allLogits) {
        this.size = size;
        this.allLogits = allLogits;
        this.model = Decoder.random(size.architecture(), new Seed(0));
        this.optimizer = new AdamW(model.parameters(), new AdamW.Settings(0.9, 0.95, 1e-8, 0.01, 1));
        this.gradients = new CompletionGradients(model, false);
    }

    @Override
    public void repeat() {
        List<Sequence> batch = Stream.generate(this::row).limit(size.batch).toList();
        if (allLogits) {
            try (var scope = TensorScope.open()) {
                Tensor loss = lossOfAllLogits(batch);
                loss.backward();
                loss.item(); // every trainer looks at its loss
            }
        } else {
            gradients.collect(MicroBatches.whole(batch));
        }
        optimizer.step(LEARNING_RATE);
    }

    /** The same loss from scores [B · T, V] at every position. */
    private Tensor lossOfAllLogits(List<Sequence> batch) {
        long[] ids = new long[batch.size() * size.length];
        long[] targets = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Sequence row = batch.get(i / size.length);
            int t = i % size.length;
            ids[i] = row.tokens()[t];
            targets[i] = t + 1 < row.completionStart() ? IGNORED : row.tokens()[t + 1];
        }
        Tensor hidden = model.hidden(Tensor.of(ids, batch.size(), size.length), new Attention.Causal());
        Tensor logits = model.logits(hidden).reshape(ids.length, size.vocabulary);
        return logits.crossEntropySum(Tensor.of(targets, ids.length)).mul(1.0 / (batch.size() * size.completion));
    }

    /** The last token is only ever a target. */
    private Sequence row() {
        int[] tokens = random.ints(size.length + 1, 0, size.vocabulary).toArray();
        return new Sequence(tokens, tokens.length - size.completion);
    }

    @Override
    public long amount() {
        return size == Size.NANO ? size.batch : (long) size.batch * size.length;
    }

    /** 2 for each parameter and token forward, 4 backward (Kaplan et al., 2020); the embedding is no product. */
    @Override
    public double flop() {
        long head = (long) size.vocabulary * model.architecture().dimensions().width();
        long blocks = model.parameters().count() - 2 * head;
        long scored = allLogits ? size.length : size.completion;
        return 6.0 * size.batch * (blocks * size.length + head * scored);
    }

    @Override
    public void close() {
        optimizer.close();
        model.close();
    }
}
