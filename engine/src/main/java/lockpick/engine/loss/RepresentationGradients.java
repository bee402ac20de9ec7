package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Gradients that move what a model makes of its tokens inside, away from or towards what it was (Zou et al., 2024,
 * "Improving alignment and robustness with circuit breakers", §3 and algorithm 1). Compared are the residual streams behind
 * some layers, h of the model and h₀ of the original, at the positions that predict a completion token; every such position
 * and layer weighs the same. Blocks keep their insides: there is no checkpointing here.
 *
 * @param model whose weights take gradients, in every layer up to the last compared one
 * @param original the same architecture with other weights, that take none
 * @param layers behind how many layers, from 1 to all, ascending
 */
public record RepresentationGradients(Decoder model, Decoder original, List<Integer> layers) {

    public RepresentationGradients {
        layers = List.copyOf(layers);
        int last = model.architecture().dimensions().layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) <= (i == 0 ? 0 : layers.get(i - 1)) || layers.get(i) > last) {
                throw new IllegalArgumentException(
                        "representations behind layers " + layers + ": they ascend from 1 to at most " + last);
            }
        }
    }

    /** How far two representations are from where they should be; [N, D], [N, D] → [N]. */
    @FunctionalInterface
    private interface Loss {
        Tensor of(Tensor now, Tensor before);
    }

    /**
     * Adds the gradients of scale · mean of ReLU(cos(h, h₀)) to those at hand; following them makes h orthogonal to h₀.
     *
     * @return scale · that mean, from 0 to scale
     */
    public double reroute(MicroBatches batch, double scale) {
        return collect(batch, scale, RepresentationGradients::alignment);
    }

    /**
     * Adds the gradients of scale · mean of ‖h − h₀‖₂ to those at hand.
     *
     * @return scale · that mean
     */
    public double retain(MicroBatches batch, double scale) {
        return collect(batch, scale, (now, before) -> now.sub(before).lengths());
    }

    private static Tensor alignment(Tensor now, Tensor before) {
        return now.mul(before).sum(-1).div(now.lengths().mul(before.lengths())).relu();
    }

    private double collect(MicroBatches batch, double scale, Loss loss) {
        int tokens = batch.parts().stream()
                .flatMap(List::stream)
                .mapToInt(Sequence::targets)
                .sum();
        double sum = 0;
        for (List<Sequence> part : batch.parts()) {
            try (var scope = TensorScope.open()) {
                Tensor share = sum(CompletionRows.of(model, part), loss).mul(scale / tokens / layers.size());
                share.backward();
                sum += share.item();
            }
        }
        return sum;
    }

    private Tensor sum(CompletionRows rows, Loss loss) {
        List<Tensor> before;
        try (var noGrad = Libtorch.noGrad()) {
            before = compared(original, rows);
        }
        List<Tensor> now = compared(model, rows);
        Tensor sum = loss.of(now.getFirst(), before.getFirst()).sum();
        for (int i = 1; i < layers.size(); i++) {
            sum = sum.add(loss.of(now.get(i), before.get(i)).sum());
        }
        return sum;
    }

    /** [N, D] behind each layer; of BFLOAT16, widened. */
    private List<Tensor> compared(Decoder decoder, CompletionRows rows) {
        return decoder.hiddenBehind(layers, rows.ids(), new Attention.Causal()).stream()
                .map(rows::predictions)
                .map(hidden -> hidden.dtype() == DType.BFLOAT16 ? hidden.to(DType.FLOAT32) : hidden)
                .toList();
    }
}
