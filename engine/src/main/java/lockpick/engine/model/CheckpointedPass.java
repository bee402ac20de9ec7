package lockpick.engine.model;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.nn.Block;
import lockpick.engine.nn.Pass;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * A forward pass for training that keeps what enters each block and nothing of what happens inside. For the gradients
 * each block is computed once more, from the last to the first (Chen et al., 2016).
 *
 * <pre>{@code
 * try (CheckpointedPass pass = model.checkpointed(ids, attention)) {
 *     lossOf(pass.hidden()).backward();   // gradients down to the last block …
 *     pass.backward();                    // … and through the blocks
 * }
 * }</pre>
 *
 * Owns what it keeps; close it to free that.
 */
public final class CheckpointedPass implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final Architecture.Parts parts;
    private final Tensor ids;
    private final Pass pass;
    private final List<Tensor> inputs = new ArrayList<>(); // of each block, [T, B, D]
    private final Tensor last; // what the last block leaves, where the loss's gradients end

    /** @param ids [T, B]; with what the pass holds, alive until this is closed */
    CheckpointedPass(Architecture.Parts parts, Tensor ids, Pass pass) {
        this.parts = parts;
        this.ids = ids;
        this.pass = pass;
        try (var noGrad = Libtorch.noGrad()) {
            Tensor x;
            try (var scope = TensorScope.open()) {
                x = memory.keep(parts.embedding().of(ids, pass));
            }
            for (Block block : parts.blocks()) {
                inputs.add(x);
                try (var scope = TensorScope.open()) {
                    x = memory.keep(block.apply(x, pass));
                }
            }
            last = memory.keep(x.detach().endGradients());
        }
    }

    /** What the model makes of each token, after the last norm: [B, T, D]. */
    public Tensor hidden() {
        return parts.norm().apply(last).transpose(0, 1);
    }

    /** Takes the gradients that the loss has left at the last block on through all blocks and the embedding. */
    public void backward() {
        try (var scope = TensorScope.open()) {
            Tensor upstream = last.gradient();
            for (int layer = inputs.size() - 1; layer >= 0; layer--) {
                try (var block = TensorScope.open()) {
                    Tensor input = inputs.get(layer).detach().endGradients();
                    parts.blocks().get(layer).apply(input, pass).backward(upstream);
                    upstream.copy_(input.gradient());
                }
            }
            Tensor embedded = parts.embedding().of(ids, pass);
            if (embedded.takesGradients()) {
                embedded.backward(upstream);
            }
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
