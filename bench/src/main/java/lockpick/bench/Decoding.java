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

/** Greedy decoding of a batch that the threads share; new tokens count, the prompts' time is inside. */
final class Decoding implements Workload {

    private final Size size;
    private final Decoder model;
    private final Generator generator;
    private final List<Request> requests;

    Decoding(Size size) {
        RandomGenerator random = new Seed(1).stream("prompts").generator();
        this.size = size;
        this.model = Decoder.random(size.architecture(), new Seed(0));
        this.generator = new Generator(model, Math.ceilDiv(size.batch, Libtorch.threads()), Stopping.at());
        this.requests = IntStream.range(0, size.batch)
                .mapToObj(row -> new Request(
                        random.ints(size.decoded, 0, size.vocabulary).toArray(), new Seed(row)))
                .toList();
    }

    @Override
    public void repeat() {
        generator.generate(requests, Sampling.greedy(size.decoded));
    }

    @Override
    public long amount() {
        return (long) size.batch * size.decoded;
    }

    /** The last new token is not read again. */
    @Override
    public double flop() {
        return 2.0 * model.parameters().count() * size.batch * (2 * size.decoded - 1);
    }

    @Override
    public void close() {
        model.close();
    }
}
