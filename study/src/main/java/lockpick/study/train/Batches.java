package lockpick.study.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;

/** One pass over a set in random order, cut into batches; the last may be smaller. */
public final class Batches {

    private Batches() {}

    /**
     * @param count size of the set
     * @param item the set's items by number, made when their batch is
     * @param batch most items of a batch
     */
    public static <T> Iterable<List<T>> shuffled(int count, IntFunction<T> item, int batch, Seed seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, Random.from(seed.generator()));
        return () -> IntStream.range(0, Math.ceilDiv(count, batch))
                .mapToObj(i -> order.subList(i * batch, Math.min(count, (i + 1) * batch)).stream()
                        .map(item::apply)
                        .toList())
                .iterator();
    }

    /** Steps that {@code epochs} passes take. */
    public static long steps(int count, int batch, int epochs) {
        return (long) Math.ceilDiv(count, batch) * epochs;
    }
}
