package lockpick.engine.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Owns native memory. Every tensor belongs to one scope and dies with it.
 *
 * <pre>{@code
 * try (var step = TensorScope.open()) {   // every tensor made in here is freed at the end …
 *     result = outer.keep(step result);   // … unless a scope that lives longer keeps it
 * }
 * }</pre>
 *
 * An {@linkplain #open() open} scope takes in what its thread makes, innermost first; an {@linkplain #owner() owner}
 * only what it is told to {@link #keep}. The garbage collector frees nothing here, so a tensor made outside every scope
 * is refused.
 */
public final class TensorScope implements AutoCloseable {

    private static final ThreadLocal<Deque<TensorScope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);
    private static final AtomicLong LIVE = new AtomicLong();

    static {
        Natives.load();
    }

    private final @Nullable PointerScope temporaries; // null for an owner
    private final List<Tensor> kept = new ArrayList<>();
    private int held; // tensors this scope frees when it closes
    private boolean closed;

    private TensorScope(boolean collects) {
        if (collects) {
            temporaries = new PointerScope();
            OPEN.get().push(this);
        } else {
            temporaries = null;
        }
    }

    /** A scope for the tensors that this thread makes until it closes; close it in the reverse order of opening. */
    public static TensorScope open() {
        return new TensorScope(true);
    }

    /** A scope for what outlives a block, such as a model's weights: it holds just what it is told to keep. */
    public static TensorScope owner() {
        return new TensorScope(false);
    }

    /** Makes the tensor live as long as this scope instead of the one it belongs to; returns it. */
    public Tensor keep(Tensor tensor) {
        checkOpen();
        if (tensor.scope.closed) {
            throw new IllegalStateException("the tensor to keep was freed with the TensorScope it belonged to");
        }
        tensor.handle.retainReference();
        if (tensor.scope.kept.remove(tensor)) {
            tensor.handle.releaseReference();
        }
        kept.add(tensor);
        tensor.scope.held--;
        held++;
        tensor.scope = this;
        return tensor;
    }

    /** Tensors alive in all threads. */
    public static long liveTensors() {
        return LIVE.get();
    }

    static TensorScope innermost() {
        TensorScope scope = OPEN.get().peek();
        if (scope == null) {
            throw new IllegalStateException("a tensor was made outside every TensorScope and would never be freed;"
                    + " open one around: try (var scope = TensorScope.open()) { … }");
        }
        return scope;
    }

    void register() {
        held++;
        LIVE.incrementAndGet();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this TensorScope is closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (temporaries != null) {
            if (OPEN.get().peek() != this) {
                throw new IllegalStateException("TensorScope closed out of order: an inner one is still open");
            }
            OPEN.get().pop();
        }
        closed = true;
        for (Tensor tensor : kept) {
            tensor.handle.releaseReference();
        }
        if (temporaries != null) {
            temporaries.close();
        }
        LIVE.addAndGet(-held);
    }
}
