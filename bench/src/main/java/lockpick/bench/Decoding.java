package lockpick.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Stopping;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;

/**
 * Greedy decoding of 16 new tokens after a prompt of 16 for 128 rows, one micro-batch for each thread; new tokens count,
 * the prompts' time is inside.
 */
final class Decoding implements Workload {

    private static final int ROWS = 128;
    private static final int PROMPT = 16;
    private static final int NEW = 16;

    private final Decoder model;
    private final Generator generator;
    private final List<Request> requests;

    Decoding(Size size) {
        RandomGenerator random = new Seed(1).stream("prompts").generator();
        this.model = Decoder.random(size.architecture(), new Seed(0));
        this.generator = new Generator(model, Math.ceilDiv(ROWS, Libtorch.threads()), Stopping.at());
        this.requests = IntStream.range(0, ROWS)
                .mapToObj(row ->
                        new Request(random.ints(PROMPT, 0, Size.VOCABULARY).toArray(), new Seed(row)))
                .toList();
    }

    @Override
    public void repeat() {
        generator.generate(requests, Sampling.greedy(NEW));
    }

    @Override
    public long amount() {
        return (long) ROWS * NEW;
    }

    /** The last new token is not read again. */
    @Override
    public double flop() {
        return 2.0 * model.parameters().count() * ROWS * (PROMPT + NEW - 1);
    }

    @Override
    public void close() {
        model.close();
    }
}
