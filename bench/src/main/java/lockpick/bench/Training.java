package lockpick.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.loss.CompletionLoss;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.optim.AdamW;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Training steps: forward, cross-entropy, backward, gradients clipped to norm 1, AdamW. The loss is taken at every
 * position; for nano, as in its studies, at the last 10.
 */
final class Training implements Workload {

    private static final int NANO_COMPLETION = 10;
    private static final double LEARNING_RATE = 3e-4;

    private final Size size;
    private final Decoder model;
    private final AdamW optimizer;
    private final RandomGenerator random = new Seed(1).stream("tokens").generator();

    Training(Size size) {
        this.size = size;
        this.model = Decoder.random(size.architecture(), new Seed(0));
        this.optimizer = new AdamW(model.parameters(), new AdamW.Settings(0.9, 0.95, 1e-8, 0.01, 1));
    }

    @Override
    public void repeat() {
        List<Sequence> batch = Stream.generate(this::row).limit(size.batch).toList();
        try (var scope = TensorScope.open()) {
            Tensor loss = CompletionLoss.of(model, batch).mean();
            loss.backward();
            loss.item(); // every trainer looks at its loss
        }
        optimizer.step(LEARNING_RATE);
    }

    /** The last token is only ever a target. */
    private Sequence row() {
        int[] tokens = random.ints(size.length + 1, 0, size.vocabulary).toArray();
        return new Sequence(tokens, size == Size.NANO ? tokens.length - NANO_COMPLETION : 1);
    }

    @Override
    public long amount() {
        return size == Size.NANO ? size.batch : (long) size.batch * size.length;
    }

    /** 2 for each parameter and token forward, 4 backward (Kaplan et al., 2020). */
    @Override
    public double flop() {
        return 6.0 * model.parameters().count() * size.batch * size.length;
    }

    @Override
    public void close() {
        optimizer.close();
        model.close();
    }
}
