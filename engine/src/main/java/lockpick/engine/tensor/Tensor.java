package lockpick.engine.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in native memory, with the operations that a transformer needs. Each tensor belongs to a
 * {@link TensorScope}: the innermost open one, unless another keeps it. Results share memory with their operand where
 * the comment says "view". Methods that end in an underscore change the tensor itself.
 */
public final class Tensor {

    final org.bytedeco.pytorch.Tensor handle;
    TensorScope scope;

    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
        this.scope = TensorScope.innermost();
        scope.register();
    }

    // ---- making

    public static Tensor zeros(DType dtype, long... shape) {
        return zeros(dtype, Device.CPU, shape);
    }

    public static Tensor zeros(DType dtype, Device device, long... shape) {
        TensorScope.innermost();
        return new Tensor(torch.zeros(shape, options(dtype, device)));
    }

    /** Zeros of this tensor's shape, element type and device. */
    public Tensor zerosLike() {
        return zeros(dtype(), device(), shape());
    }

    /** Whatever the memory held before; to be written before it is read. */
    public static Tensor uninitialized(DType dtype, long... shape) {
        return uninitialized(dtype, Device.CPU, shape);
    }

    /** Whatever the memory held before; to be written before it is read. */
    public static Tensor uninitialized(DType dtype, Device device, long... shape) {
        TensorScope.innermost();
        return new Tensor(torch.empty(shape, options(dtype, device), null));
    }

    public static Tensor full(double value, DType dtype, long... shape) {
        TensorScope.innermost();
        return new Tensor(torch.full(shape, new Scalar(value), new TensorOptions(dtype.scalarType)));
    }

    /** The whole numbers 0 … count − 1. */
    public static Tensor counting(long count, Device device) {
        TensorScope.innermost();
        return new Tensor(torch.arange(new Scalar(count), options(DType.INT64, device)));
    }

    /** Values in row-major order; there must be as many as the shape holds. */
    public static Tensor of(float[] values, long... shape) {
        checkCount(values.length, shape);
        TensorScope.innermost();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    /** Values in row-major order; there must be as many as the shape holds. */
    public static Tensor of(double[] values, long... shape) {
        checkCount(values.length, shape);
        TensorScope.innermost();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    /** Whole numbers in row-major order, for token ids and indices; there must be as many as the shape holds. */
    public static Tensor of(long[] values, long... shape) {
        checkCount(values.length, shape);
        TensorScope.innermost();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    /**
     * A tensor of these bytes, copied, in row-major order and little-endian.
     *
     * @param bytes as many bytes as the shape holds
     */
    public static Tensor ofBytes(ByteBuffer bytes, DType dtype, long... shape) {
        Tensor tensor = zeros(dtype, shape);
        if (bytes.remaining() != tensor.handle.nbytes()) {
            throw new ShapeException("tensor of " + dtype + " " + Arrays.toString(shape) + ": needs "
                    + tensor.handle.nbytes() + " bytes, was given " + bytes.remaining());
        }
        tensor.bytes().put(bytes.duplicate());
        return tensor;
    }

    // ---- facts

    public long[] shape() {
        return handle.shape();
    }

    /** Length of a dimension; negative ones count from the last. */
    public long size(int dim) {
        return handle.size(dim);
    }

    public int dims() {
        return (int) handle.dim();
    }

    /** Number of elements. */
    public long count() {
        return handle.numel();
    }

    public DType dtype() {
        return DType.of(handle.scalar_type());
    }

    public Device device() {
        return Device.of(handle.device());
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return handle.is_contiguous();
    }

    // ---- reading

    /** The one element of a tensor that has just one. */
    public double item() {
        if (count() != 1) {
            throw new ShapeException("item: needs one element, was given " + this);
        }
        try (Scalar scalar = handle.item()) {
            return scalar.toDouble();
        }
    }

    /** A copy of all elements in row-major order; the tensor must be FLOAT32. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(count())];
        try (var scope = TensorScope.open()) {
            checkType(DType.FLOAT32, "toFloats");
            to(Device.CPU).contiguous().handle.data_ptr_float().get(values);
        }
        return values;
    }

    /** A copy of all elements in row-major order, widened to double. */
    public double[] toDoubles() {
        double[] values = new double[Math.toIntExact(count())];
        try (var scope = TensorScope.open()) {
            to(DType.FLOAT64)
                    .to(Device.CPU)
                    .contiguous()
                    .handle
                    .data_ptr_double()
                    .get(values);
        }
        return values;
    }

    /** A copy of all elements in row-major order; the tensor must be INT64. */
    public long[] toLongs() {
        long[] values = new long[Math.toIntExact(count())];
        try (var scope = TensorScope.open()) {
            checkType(DType.INT64, "toLongs");
            to(Device.CPU).contiguous().handle.data_ptr_long().get(values);
        }
        return values;
    }

    /** The memory of a contiguous tensor of the processor, at most 2 GiB, little-endian; valid as long as the tensor. */
    public ByteBuffer bytes() {
        if (!isContiguous() || device().isCuda()) {
            throw new ShapeException("bytes: needs a contiguous tensor of the processor, was given " + this);
        }
        if (count() == 0) {
            return ByteBuffer.allocate(0);
        }
        return new BytePointer(handle.data_ptr()).capacity(handle.nbytes()).asByteBuffer();
    }

    // ---- views and layout

    /** View of another shape; one length may be -1. The tensor must be contiguous enough. */
    public Tensor view(long... shape) {
        return run("view " + Arrays.toString(shape), () -> handle.view(shape), this);
    }

    /** View where possible, else a copy, of another shape. */
    public Tensor reshape(long... shape) {
        return run("reshape", () -> handle.reshape(shape), this);
    }

    /** View with two dimensions exchanged. */
    public Tensor transpose(int a, int b) {
        return run("transpose", () -> handle.transpose(a, b), this);
    }

    /** View with the dimensions in another order. */
    public Tensor permute(long... dims) {
        return run("permute", () -> handle.permute(dims), this);
    }

    /** View of {@code length} entries of a dimension, from {@code start}. */
    public Tensor narrow(int dim, long start, long length) {
        return run("narrow", () -> handle.narrow(dim, start, length), this);
    }

    /** View of one entry of a dimension, which disappears. */
    public Tensor select(int dim, long index) {
        return run("select", () -> handle.select(dim, index), this);
    }

    /** View with one more dimension, of length 1. */
    public Tensor unsqueeze(int dim) {
        return run("unsqueeze", () -> handle.unsqueeze(dim), this);
    }

    /** View in which dimensions of length 1 are repeated to these lengths. */
    public Tensor expand(long... shape) {
        return run("expand", () -> handle.expand(shape), this);
    }

    /** Views of consecutive stretches of a dimension; their lengths add up to its length. */
    public Tensor[] split(int dim, long... lengths) {
        TensorScope.innermost();
        if (Arrays.stream(lengths).sum() != size(dim)) {
            throw new ShapeException("split " + Arrays.toString(lengths) + ": " + this + " has " + size(dim)
                    + " entries in dimension " + dim);
        }
        TensorVector parts = handle.split_with_sizes(lengths, dim);
        Tensor[] tensors = new Tensor[lengths.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = new Tensor(new org.bytedeco.pytorch.Tensor(parts.get(i)));
        }
        return tensors;
    }

    /** This tensor if its elements lie in row-major order, else a copy in which they do. */
    public Tensor contiguous() {
        return new Tensor(handle.contiguous());
    }

    /** A copy of another element type; the tensor itself if it has that type. */
    public Tensor to(DType dtype) {
        return new Tensor(handle.to(dtype.scalarType));
    }

    /** A copy on another device; the tensor itself if it is there. */
    public Tensor to(Device device) {
        return new Tensor(handle.to(device.handle(), handle.scalar_type()));
    }

    public Tensor copy() {
        return new Tensor(handle.clone());
    }

    // ---- arithmetic; operands broadcast

    public Tensor add(Tensor other) {
        return run("add", () -> handle.add(other.handle), this, other);
    }

    public Tensor sub(Tensor other) {
        return run("sub", () -> handle.sub(other.handle), this, other);
    }

    public Tensor mul(Tensor other) {
        return run("mul", () -> handle.mul(other.handle), this, other);
    }

    public Tensor div(Tensor other) {
        return run("div", () -> handle.div(other.handle), this, other);
    }

    public Tensor mul(double factor) {
        return new Tensor(handle.mul(scalar(factor)));
    }

    public Tensor add(double term) {
        return new Tensor(handle.add(scalar(term)));
    }

    /** this + scale · a · b, in one pass. */
    public Tensor addcmul(Tensor a, Tensor b, double scale) {
        return run("addcmul", () -> torch.addcmul(handle, a.handle, b.handle, new Scalar(scale)), this, a, b);
    }

    public Tensor gelu() {
        return new Tensor(torch.gelu(handle, "none"));
    }

    /** The tanh form of gelu, which checkpoints call gelu_new, gelu_fast or gelu_pytorch_tanh. */
    public Tensor geluTanh() {
        return new Tensor(torch.gelu(handle, "tanh"));
    }

    /** What is above 0, else 0. */
    public Tensor relu() {
        return new Tensor(handle.relu());
    }

    /** x · sigmoid(x). */
    public Tensor silu() {
        return new Tensor(torch.silu(handle));
    }

    public Tensor sum() {
        return new Tensor(handle.sum());
    }

    /** Sum over one dimension, which disappears. */
    public Tensor sum(int dim) {
        return run("sum", () -> handle.sum(new long[] {dim}, false, null), this);
    }

    /** Running sums along a dimension, in FLOAT64; of BOOL, running counts in INT64. */
    public Tensor cumSum(int dim) {
        return new Tensor(
                dtype() == DType.BOOL
                        ? handle.cumsum(dim)
                        : handle.cumsum(dim, new ScalarTypeOptional(DType.FLOAT64.scalarType)));
    }

    /** Square root of the sum of squares of all elements. */
    public Tensor norm() {
        return new Tensor(handle.norm());
    }

    /** The same over the last dimension, which disappears; the gradient where all is 0 is 0. */
    public Tensor lengths() {
        return new Tensor(handle.norm(new ScalarOptional(new Scalar(2.0)), -1));
    }

    // ---- matrix products

    /** Batched matrix product over the last two dimensions. */
    public Tensor matmul(Tensor other) {
        return run("matmul", () -> handle.matmul(other.handle), this, other);
    }

    /**
     * this · weightᵀ + bias.
     *
     * @param weight [out, in], where {@code in} is the last dimension of this tensor
     * @param bias [out], or null for none
     * @return the shape of this tensor with the last dimension replaced by {@code out}
     */
    public Tensor linear(Tensor weight, @Nullable Tensor bias) {
        return run(
                "linear",
                () -> bias == null
                        ? torch.linear(handle, weight.handle)
                        : torch.linear(handle, weight.handle, bias.handle),
                this,
                weight);
    }

    // ---- transformer operations

    /**
     * Rows of a table [V, D] by their ids [...]; returns [..., D]. On the processor, gradients of these rows alone are added
     * up; on a GPU the same would add them in any order, so there they make a whole table first.
     */
    public Tensor embed(Tensor ids) {
        boolean rowsAlone = !device().isCuda();
        return run("embed", () -> torch.embedding(handle, ids.handle, -1, false, rowsAlone), this, ids);
    }

    /** Normalises the last dimension to mean 0 and variance 1, then scales by weight and adds bias. */
    public Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
        return run("layerNorm", () -> layerNormed(optional(weight), optional(bias), eps), this, weight, bias);
    }

    /** Normalises the last dimension to mean 0 and variance 1. */
    public Tensor layerNorm(double eps) {
        return run("layerNorm", () -> layerNormed(null, null, eps), this);
    }

    private org.bytedeco.pytorch.Tensor layerNormed(
            @Nullable TensorOptional weight, @Nullable TensorOptional bias, double eps) {
        return torch.layer_norm(handle, new long[] {handle.size(-1)}, weight, bias, eps, false);
    }

    /** Divides the last dimension by the root of its mean square, then scales by weight. */
    public Tensor rmsNorm(Tensor weight, double eps) {
        return run(
                "rmsNorm",
                () -> torch.rms_norm(handle, new long[] {handle.size(-1)}, optional(weight), new DoubleOptional(eps)),
                this,
                weight);
    }

    /**
     * softmax(query · keyᵀ / √d + mask) · value, for all rows and heads. Where there are fewer heads K of keys than H of
     * queries, query head h sees key head h / (H / K).
     *
     * @param query [B, H, T, d]
     * @param key [B, K, S, d]
     * @param value [B, K, S, d]
     * @param mask [B or 1, 1, T, S], added to the scores; null for none
     * @param causal whether token t sees only tokens up to t (then T = S and there is no mask)
     * @return [B, H, T, d]
     */
    public static Tensor attention(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal) {
        return run(
                "attention",
                () -> torch.scaled_dot_product_attention(
                        query.handle,
                        key.handle,
                        value.handle,
                        mask == null ? null : optional(mask),
                        0.0,
                        causal,
                        null,
                        query.size(1) != key.size(1)),
                query,
                key,
                value);
    }

    /** Natural logarithm of the softmax over the last dimension. */
    public Tensor logSoftmax() {
        return new Tensor(torch.log_softmax(handle, -1));
    }

    /** Natural logarithm of the sum of exponentials over the last dimension, which disappears. */
    public Tensor logSumExp() {
        return new Tensor(handle.logsumexp(-1));
    }

    /** Sum over rows of −log softmax(row)[target]; this tensor is [N, V], the targets are [N]. */
    public Tensor crossEntropySum(Tensor targets) {
        return run(
                "crossEntropySum",
                () -> torch.cross_entropy_loss(handle, targets.handle, null, 2, -100, 0.0),
                this,
                targets);
    }

    // ---- comparing

    /** Whether each element is less than or equal to the other's; BOOL. */
    public Tensor atMost(Tensor other) {
        return run("atMost", () -> handle.le(other.handle), this, other);
    }

    /** Whether each element is greater than the other's; BOOL. */
    public Tensor greater(Tensor other) {
        return run("greater", () -> handle.gt(other.handle), this, other);
    }

    /** Whether each element is greater than a number; BOOL. */
    public Tensor greater(double number) {
        return new Tensor(handle.gt(new Scalar(number)));
    }

    public Tensor and(Tensor other) {
        return run("and", () -> handle.logical_and(other.handle), this, other);
    }

    public Tensor or(Tensor other) {
        return run("or", () -> handle.logical_or(other.handle), this, other);
    }

    /** Whether each element equals the other's; BOOL. */
    public Tensor same(Tensor other) {
        return run("same", () -> handle.eq(other.handle), this, other);
    }

    /** The elements of one tensor where this BOOL tensor holds and of another where not. */
    public Tensor choose(Tensor yes, Tensor no) {
        return run("choose", () -> torch.where(handle, yes.handle, no.handle), this, yes, no);
    }

    /** How many entries of the last dimension of this BOOL tensor hold; the dimension stays, of length 1. */
    public Tensor countTrue() {
        return new Tensor(handle.sum(new long[] {-1}, true, null));
    }

    /** 0 where this BOOL tensor holds and −∞ where not: a mask to add to scores. */
    public Tensor asMask(DType dtype) {
        return new Tensor(torch.where(handle, new Scalar(0.0), new Scalar(Double.NEGATIVE_INFINITY))
                .to(dtype.scalarType));
    }

    // ---- choosing

    /** Entries of a dimension by their indices [N]. */
    public Tensor indexSelect(int dim, Tensor indices) {
        return run("indexSelect", () -> handle.index_select(dim, indices.handle), this, indices);
    }

    /** One element of each row: this is [N, V], the indices are [N], the result is [N]. */
    public Tensor pick(Tensor indices) {
        return run("pick", () -> handle.gather(1, indices.handle.unsqueeze(1)).squeeze(1), this, indices);
    }

    /** Elements of a dimension by their indices; this and the indices have the same other dimensions. */
    public Tensor gather(int dim, Tensor indices) {
        return run("gather", () -> handle.gather(dim, indices.handle), this, indices);
    }

    /** Largest element of the last dimension, which stays, of length 1. */
    public Tensor largest() {
        return new Tensor(handle.amax(new long[] {-1}, true));
    }

    /** The k largest elements of the last dimension, the largest first. */
    public Tensor largest(long k) {
        return run(
                "largest " + k,
                () -> copyOf(torch.topk(handle, k, -1, true, true).get0()),
                this);
    }

    /** Where the k largest elements of the last dimension stand, INT64, the place of the largest first. */
    public Tensor placesOfLargest(long k) {
        return run(
                "placesOfLargest " + k,
                () -> copyOf(torch.topk(handle, k, -1, true, true).get1()),
                this);
    }

    /** The elements of the last dimension, the largest first. */
    public Tensor descending() {
        return new Tensor(copyOf(handle.sort(-1, true).get0()));
    }

    /** A handle of our own for a tensor that another object owns. */
    private static org.bytedeco.pytorch.Tensor copyOf(org.bytedeco.pytorch.Tensor borrowed) {
        return new org.bytedeco.pytorch.Tensor(borrowed);
    }

    /** Index of the largest element of the last dimension, the lowest of equals. */
    public Tensor argmax() {
        return new Tensor(handle.argmax(new LongOptional(-1), false));
    }

    public static Tensor cat(int dim, Tensor... tensors) {
        return run("cat", () -> torch.cat(vector(List.of(tensors)), dim), tensors);
    }

    // ---- changing in place

    /** Copies another tensor of the same shape into this one. */
    public Tensor copy_(Tensor source) {
        checkSameShape("copy_", source);
        handle.copy_(source.handle);
        return this;
    }

    public Tensor zero_() {
        handle.zero_();
        return this;
    }

    public Tensor mul_(double factor) {
        handle.mul_(new Scalar(factor));
        return this;
    }

    /** Multiplies by another tensor, which broadcasts to this one's shape. */
    public Tensor mul_(Tensor other) {
        try {
            handle.mul_(other.handle);
        } catch (RuntimeException e) {
            throw new ShapeException("mul_: " + other + " does not fit into " + this + ": " + reason(e));
        }
        return this;
    }

    /** Writes the entries of {@code source} over those of a dimension with these indices [N], none of them twice. */
    public Tensor indexCopy_(int dim, Tensor indices, Tensor source) {
        try {
            handle.index_copy_(dim, indices.handle, source.handle);
        } catch (RuntimeException e) {
            throw new ShapeException("indexCopy_: " + source + " does not fit into " + this + " at " + indices
                    + " of dimension " + dim + ": " + reason(e));
        }
        return this;
    }

    /** Adds scale · other, which has the same shape. */
    public Tensor add_(Tensor other, double scale) {
        checkSameShape("add_", other);
        handle.add_(other.handle, new Scalar(scale));
        return this;
    }

    /** Adds scale · a · b, a matrix product. */
    public Tensor addProduct_(Tensor a, Tensor b, double scale) {
        try {
            handle.addmm_(a.handle, b.handle, new Scalar(1.0), new Scalar(scale));
        } catch (RuntimeException e) {
            throw new ShapeException(
                    "addProduct_: " + a + " times " + b + " does not fit into " + this + ": " + reason(e));
        }
        return this;
    }

    /** Adds a number to one element of each row: this is [N, V], the indices are [N]. */
    public Tensor addToPicked_(Tensor indices, double term) {
        try {
            org.bytedeco.pytorch.Tensor columns = indices.handle.unsqueeze(1);
            handle.scatter_add_(1, columns, torch.full(columns.shape(), new Scalar(term), handle.options()));
        } catch (RuntimeException e) {
            throw new ShapeException("addToPicked_: " + indices + " do not fit " + this + ": " + reason(e));
        }
        return this;
    }

    /** Adds terms to the elements of a dimension with these indices, of the same shape; equal indices add up. */
    public Tensor addAt_(int dim, Tensor indices, Tensor terms) {
        try {
            handle.scatter_add_(dim, indices.handle, terms.handle);
        } catch (RuntimeException e) {
            throw new ShapeException(
                    "addAt_: " + terms + " at " + indices + " do not fit into " + this + ": " + reason(e));
        }
        return this;
    }

    /** Sets the entries of a dimension with these indices [N]. */
    public Tensor indexFill_(int dim, Tensor indices, double value) {
        handle.index_fill_(dim, indices.handle, new Scalar(value));
        return this;
    }

    public Tensor exp_() {
        handle.exp_();
        return this;
    }

    public Tensor sign_() {
        handle.sign_();
        return this;
    }

    /** this + weight · (end − this), where the end has the same shape. */
    public Tensor lerp_(Tensor end, double weight) {
        checkSameShape("lerp_", end);
        handle.lerp_(end.handle, new Scalar(weight));
        return this;
    }

    // ---- gradients

    /** From now on, gradients flow to this tensor and are added into {@code gradient}, of the same shape. */
    public Tensor collectGradientIn(Tensor gradient) {
        checkSameShape("collectGradientIn", gradient);
        handle.set_requires_grad(true);
        handle.mutable_grad().put(gradient.handle);
        return this;
    }

    /** The gradient of a leaf, sharing its memory; fails where none was ever asked for. */
    public Tensor gradient() {
        if (!handle.requires_grad()) {
            throw new IllegalStateException("gradient: none flows to " + this);
        }
        return new Tensor(new org.bytedeco.pytorch.Tensor(handle.grad()));
    }

    /** A view that no gradient flows through. */
    public Tensor detach() {
        return new Tensor(handle.detach());
    }

    /** From now on, gradients that reach this tensor end in it, to be asked for by {@link #gradient}. */
    public Tensor endGradients() {
        handle.set_requires_grad(true);
        return this;
    }

    /** Whether gradients flow to or through this tensor. */
    public boolean takesGradients() {
        return handle.requires_grad();
    }

    /**
     * Takes a gradient on to every leaf that this tensor was computed from.
     *
     * @param gradient of this tensor, same shape
     */
    public void backward(Tensor gradient) {
        checkSameShape("backward", gradient);
        handle.backward(gradient.handle, null, false, null);
    }

    /** Adds the gradient of this single number to that of every leaf it was computed from. */
    public void backward() {
        if (count() != 1) {
            throw new ShapeException("backward: needs one element, was given " + this);
        }
        handle.backward();
    }

    @Override
    public String toString() {
        return dtype() + " " + Arrays.toString(shape());
    }

    /** A number that leaves this tensor's element type as it is. */
    private Scalar scalar(double number) {
        if (dtype() != DType.INT64) {
            return new Scalar(number);
        }
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException(number + " is no whole number, as the elements of " + this + " are");
        }
        return new Scalar((long) number);
    }

    private static TensorOptions options(DType dtype, Device device) {
        return new TensorOptions(dtype.scalarType).device(new DeviceOptional(device.handle()));
    }

    private static TensorOptional optional(Tensor tensor) {
        return new TensorOptional(tensor.handle);
    }

    static TensorVector vector(List<Tensor> tensors) {
        TensorVector vector = new TensorVector();
        for (Tensor tensor : tensors) {
            vector.push_back(tensor.handle);
        }
        return vector;
    }

    private void checkType(DType expected, String operation) {
        if (dtype() != expected) {
            throw new IllegalArgumentException(operation + ": needs " + expected + ", was given " + this);
        }
    }

    private void checkSameShape(String operation, Tensor other) {
        if (!Arrays.equals(shape(), other.shape())) {
            throw new ShapeException(operation + ": " + other + " does not fit into " + this);
        }
    }

    private static void checkCount(int values, long[] shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (values != count) {
            throw new ShapeException(
                    "tensor " + Arrays.toString(shape) + ": needs " + count + " values, was given " + values);
        }
    }

    /** Runs a native operation; if it refuses, says which operation was given which shapes. */
    private static Tensor run(String operation, Supplier<org.bytedeco.pytorch.Tensor> native_, Tensor... operands) {
        TensorScope.innermost();
        try {
            return new Tensor(native_.get());
        } catch (RuntimeException e) {
            throw new ShapeException(operation + ": " + Arrays.toString(operands) + " do not fit: " + reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
