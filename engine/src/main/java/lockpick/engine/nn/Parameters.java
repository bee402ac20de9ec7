package lockpick.engine.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * The trainable numbers of a model, all in one stretch of memory, and their gradients in another. Matrices come first,
 * vectors (biases, norms) after them, so that an optimizer step, clipping and clearing gradients are a handful of
 * operations whatever the number of layers, and weight decay can spare the vectors.
 */
public final class Parameters implements AutoCloseable {

    /** Each parameter starts on a 64-byte boundary: matrix products are fastest there, and their bits are stable. */
    private static final long ALIGNMENT = 16;

    private final TensorScope memory = TensorScope.owner();
    private final Map<String, Tensor> byName = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    private final long matrixCount;
    private final long count;

    /** Name and shape of one parameter; one with two or more dimensions counts as a matrix. */
    public record Spec(String name, long... shape) {

        long count() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }

        boolean isMatrix() {
            return shape.length >= 2;
        }
    }

    /** Room for these parameters, all zero. Names keep the given order. */
    public Parameters(DType dtype, List<Spec> specs) {
        List<Spec> laidOut = Stream.concat(
                        specs.stream().filter(Spec::isMatrix), specs.stream().filter(spec -> !spec.isMatrix()))
                .toList();
        List<Long> starts = new ArrayList<>();
        long end = 0;
        long matricesEnd = 0;
        for (Spec spec : laidOut) {
            starts.add(end);
            end += (spec.count() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            matricesEnd = spec.isMatrix() ? end : matricesEnd;
        }
        matrixCount = matricesEnd;
        count = specs.stream().mapToLong(Spec::count).sum();
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        try (var scope = TensorScope.open()) {
            values = memory.keep(Tensor.zeros(dtype, end));
            gradients = memory.keep(Tensor.zeros(dtype, end));
            for (int i = 0; i < laidOut.size(); i++) {
                Spec spec = laidOut.get(i);
                Tensor gradient =
                        gradients.narrow(0, starts.get(i), spec.count()).view(spec.shape());
                leaves.put(
                        spec.name(),
                        memory.keep(values.narrow(0, starts.get(i), spec.count())
                                .view(spec.shape())
                                .leaf(gradient)));
            }
        }
        specs.forEach(spec -> byName.put(spec.name(), leaves.get(spec.name())));
    }

    /** A parameter by its name; it lives as long as these parameters. */
    public Tensor get(String name) {
        Tensor parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter is called " + name);
        }
        return parameter;
    }

    /** All parameters in the order they were given in. */
    public Map<String, Tensor> byName() {
        return java.util.Collections.unmodifiableMap(byName);
    }

    /** The gradient of a parameter, a view. */
    public Tensor gradient(String name) {
        return get(name).gradient();
    }

    /** Every number, in one dimension: matrices, then vectors, with a little unused room between. */
    public Tensor values() {
        return values;
    }

    /** Gradients of {@link #values()}, added up since they were last zeroed. */
    public Tensor gradients() {
        return gradients;
    }

    /** Leading part of {@link #values()} that belongs to matrices. */
    public long matrixCount() {
        return matrixCount;
    }

    /** Number of trainable numbers. */
    public long count() {
        return count;
    }

    @Override
    public void close() {
        memory.close();
    }
}
