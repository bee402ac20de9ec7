package lockpick.engine.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Place> places = new LinkedHashMap<>();
    private @Nullable Tensor gradients;
    private final long matrixCount;
    private final long count;

    /** Name and shape of one parameter; one with two or more dimensions counts as a matrix. */
    public record Spec(String name, long... shape) {

        public long count() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }

        public boolean isMatrix() {
            return shape.length >= 2;
        }
    }

    /** Where a parameter's numbers lie in the stretch of memory. */
    private record Place(long start, Spec spec) {

        Tensor in(Tensor memory) {
            return memory.narrow(0, start, spec.count()).view(spec.shape());
        }

        /** The unused room behind it. */
        Tensor gapIn(Tensor memory) {
            return memory.narrow(0, start + spec.count(), room() - spec.count());
        }

        long room() {
            return (spec.count() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    /** Room for these parameters, all zero. Names keep the given order; no gradients are collected yet. */
    public Parameters(DType dtype, Device device, List<Spec> specs) {
        this(specs, numbers -> Tensor.zeros(dtype, device, numbers));
    }

    /** Room for these parameters, to be written before it is read; what lies between them is zero. */
    public static Parameters unwritten(DType dtype, Device device, List<Spec> specs) {
        Parameters parameters = new Parameters(specs, numbers -> Tensor.uninitialized(dtype, device, numbers));
        try (var scope = TensorScope.open()) {
            parameters
                    .places
                    .values()
                    .forEach(place -> place.gapIn(parameters.values).zero_());
        }
        return parameters;
    }

    private Parameters(List<Spec> specs, LongFunction<Tensor> room) {
        long end = 0;
        long matricesEnd = 0;
        Iterable<Spec> laidOut = Stream.concat(
                specs.stream().filter(Spec::isMatrix), specs.stream().filter(spec -> !spec.isMatrix()))::iterator;
        for (Spec spec : laidOut) {
            Place place = new Place(end, spec);
            places.put(spec.name(), place);
            end += place.room();
            matricesEnd = spec.isMatrix() ? end : matricesEnd;
        }
        matrixCount = matricesEnd;
        count = specs.stream().mapToLong(Spec::count).sum();
        try (var scope = TensorScope.open()) {
            values = memory.keep(room.apply(end));
            for (Spec spec : specs) {
                Place place = Objects.requireNonNull(places.get(spec.name()));
                byName.put(spec.name(), memory.keep(place.in(values).detach()));
            }
        }
    }

    /** From now on, gradients flow to these parameters; takes as much memory again as their values. */
    public void collectGradients() {
        if (gradients != null) {
            return;
        }
        try (var scope = TensorScope.open()) {
            Tensor all = memory.keep(values.zerosLike());
            byName.forEach((name, parameter) -> parameter.collectGradientIn(
                    Objects.requireNonNull(places.get(name)).in(all)));
            gradients = all;
        }
    }

    /** Whether gradients flow to these parameters. */
    public boolean collectsGradients() {
        return gradients != null;
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
        return Collections.unmodifiableMap(byName);
    }

    /** The gradient of a parameter, a view. */
    public Tensor gradient(String name) {
        return get(name).gradient();
    }

    /** Every number, in one dimension: matrices, then vectors, with a little unused room between. */
    public Tensor values() {
        return values;
    }

    /** Gradients of {@link #values()}, added up since they were last zeroed; collected since someone asked for it. */
    public Tensor gradients() {
        if (gradients == null) {
            throw new IllegalStateException("these parameters collect no gradients yet");
        }
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
