package lockpick.engine.loss;

import java.util.Arrays;
import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.Snapshot;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Gradients of a completion loss under the worst push on hidden states (targeted latent adversarial training, Sheshadri et
 * al., 2024). The push δ is added behind some layers to every token of the prompts, and is found by projected gradient
 * descent (Madry et al., 2018): from 0, each step moves each δ_t by 2.5 / steps of its limit towards likelier completions of
 * the adversary, and back onto ‖δ_t‖₂ ≤ radius · ‖h_t‖₂ where it is longer. Owns as much memory as the gradients.
 */
public final class LatentGradients implements AutoCloseable {

    private static final double STEP = 2.5;
    private static final double TINY = 1e-20; // where a length of 0 is divided by

    private final Decoder model;
    private final int layers;
    private final double radius;
    private final int steps;
    private final Snapshot gradients;

    /**
     * @param model whose weights take gradients
     * @param layers behind how many layers, from 0 (the embedding) to all, where only a prompt's last token has a say
     * @param radius largest length of a push, as a share of the hidden state's own
     * @param steps of the search
     */
    public LatentGradients(Decoder model, int layers, double radius, int steps) {
        this.model = model;
        this.layers = layers;
        this.radius = radius;
        this.steps = steps;
        this.gradients = Snapshot.ofGradients(model.parameters());
    }

    /**
     * Adds the gradients of scale · sum over the wanted completion tokens of −ln p, under the push that makes the adversary's
     * completions likeliest. The push counts as a constant.
     *
     * @param adversary rows whose completions the push is to bring about
     * @param wanted the same prompts in the same order, with the completions to learn
     * @return that loss
     */
    public double collect(List<Sequence> adversary, List<Sequence> wanted, double scale) {
        try (var scope = TensorScope.open()) {
            Tensor push = search(scope, adversary);
            CompletionRows rows = CompletionRows.of(model, wanted);
            return backward(rows, behind(rows), push, scale);
        }
    }

    /**
     * The push that was found.
     *
     * @return [B, P, D] in this scope, P tokens of the longest prompt; 0 behind a row's own prompt
     */
    Tensor search(TensorScope scope, List<Sequence> adversary) {
        CompletionRows rows = CompletionRows.of(model, adversary);
        Tensor hidden;
        try (var noGrad = Libtorch.noGrad()) {
            hidden = behind(rows);
        }
        Tensor limit = limit(hidden, adversary);
        Tensor push = Tensor.zeros(hidden.dtype(), hidden.device(), limit.size(0), limit.size(1), hidden.size(2));
        gradients.take(); // the search leaves some in the weights too
        for (int step = 0; step < steps; step++) {
            try (var one = TensorScope.open()) {
                push = scope.keep(improved(push, limit, rows, hidden));
            }
        }
        gradients.restore();
        return push;
    }

    /** One step of the search. */
    private Tensor improved(Tensor push, Tensor limit, CompletionRows rows, Tensor hidden) {
        Tensor start = push.detach().endGradients();
        backward(rows, hidden, start, 1);
        try (var noGrad = Libtorch.noGrad()) {
            Tensor slope = start.gradient();
            Tensor direction = slope.div(lengths(slope).add(TINY));
            Tensor moved = push.sub(direction.mul(limit).mul(STEP / steps));
            Tensor excess = lengths(moved).sub(limit).relu();
            return moved.mul(limit.div(limit.add(excess).add(TINY)));
        }
    }

    /** Longest push on each token: [B, P, 1]. */
    private Tensor limit(Tensor hidden, List<Sequence> rows) {
        int longest = rows.stream().mapToInt(Sequence::completionStart).max().orElseThrow();
        double[] pushed = new double[rows.size() * longest];
        for (int row = 0; row < rows.size(); row++) {
            Arrays.fill(pushed, row * longest, row * longest + rows.get(row).completionStart(), radius);
        }
        Tensor shares =
                Tensor.of(pushed, rows.size(), longest, 1).to(hidden.dtype()).to(hidden.device());
        return lengths(hidden.narrow(1, 0, longest)).mul(shares);
    }

    private static Tensor lengths(Tensor vectors) { // (…, D) → (…, 1)
        return vectors.lengths().unsqueeze(-1);
    }

    private Tensor behind(CompletionRows rows) {
        return model.hiddenBehind(List.of(layers), rows.ids(), new Attention.Causal())
                .getFirst();
    }

    /** Takes the gradients of scale · −ln p under a push back to the weights, and to the push if it takes any. */
    private double backward(CompletionRows rows, Tensor hidden, Tensor push, double scale) {
        long behindPrompts = hidden.size(1) - push.size(1);
        Tensor none = Tensor.zeros(hidden.dtype(), hidden.device(), hidden.size(0), behindPrompts, hidden.size(2));
        Tensor pushed = hidden.add(Tensor.cat(1, push, none));
        return rows.backward(model, model.hiddenFrom(pushed, layers, new Attention.Causal()), scale);
    }

    @Override
    public void close() {
        gradients.close();
    }
}
