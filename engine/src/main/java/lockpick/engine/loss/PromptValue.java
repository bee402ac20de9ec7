package lockpick.engine.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * How well prompts do what they are to do, and which tokens would do it better. The weights take no part: no gradient
 * reaches them unless they collect any.
 *
 * @param model whose weights should collect no gradients
 */
public record PromptValue(Decoder model) {

    private static final int MOST_ROWS = 64; // of a pass

    /**
     * The value of each prompt.
     *
     * @param prompts any number, with the same completion
     */
    public double[] of(List<Sequence> prompts, PromptAim aim) {
        if (prompts.isEmpty()) {
            return new double[0];
        }
        int targets = prompts.getFirst().targets();
        int atOnce = (int) Math.clamp(ScoreMemory.atOnce(model.vocabulary()) / targets, 1, MOST_ROWS);
        double[] values = new double[prompts.size()];
        try (var noGrad = Libtorch.noGrad()) {
            for (int from = 0; from < values.length; from += atOnce) {
                List<Sequence> part = prompts.subList(from, Math.min(from + atOnce, values.length));
                double[] ofPart = together(part, aim);
                System.arraycopy(ofPart, 0, values, from, ofPart.length);
            }
        }
        return values;
    }

    private double[] together(List<Sequence> prompts, PromptAim aim) {
        try (var scope = TensorScope.open()) {
            CompletionRows rows = CompletionRows.of(model, prompts);
            Tensor logProbs = logProbs(rows, model.hidden(rows.ids(), new Attention.Causal()), aim);
            return shares(logProbs, prompts, aim)
                    .view(prompts.size(), -1)
                    .sum(1)
                    .mul(1.0 / prompts.getFirst().targets())
                    .toDoubles();
        }
    }

    /**
     * How the value would change, to first order, with another token in all places of a prompt (HotFlip, Ebrahimi et al.,
     * 2018; GCG, Zou et al., 2023): the gradient by what the model reads in a place, times what it would read there less what
     * it reads there.
     *
     * @param words tokens in the places now
     * @param tokens C ids
     * @return [L][C] for each token of a place and each other id
     */
    public double[][] slopes(OpenPrompt prompt, int[] words, int[] tokens, PromptAim aim) {
        List<Sequence> row = List.of(prompt.with(words));
        try (var scope = TensorScope.open()) {
            CompletionRows rows = CompletionRows.of(model, row);
            Tensor read = read(rows.ids()).detach().endGradients(); // (1, T, D)
            Tensor logProbs = logProbs(rows, model.hiddenFrom(read, 0, new Attention.Causal()), aim);
            rising(logProbs, row, aim).sum().mul(1.0 / row.getFirst().targets()).backward();
            try (var noGrad = Libtorch.noGrad()) {
                Tensor gradient = inPlaces(read.gradient().select(0, 0), prompt); // (L, D)
                Tensor now = gradient.mul(alone(words)).sum(-1).unsqueeze(-1); // (L, 1)
                return rows(gradient.matmul(alone(tokens).transpose(0, 1)).sub(now));
            }
        }
    }

    /** Added up over the places: [T, D] → [L, D]. */
    private static Tensor inPlaces(Tensor gradient, OpenPrompt prompt) {
        return prompt.starts().stream()
                .map(start -> gradient.narrow(0, start, prompt.length()))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    /** What the first layer reads of each of these tokens at the beginning of a row: [C, D]. */
    private Tensor alone(int[] tokens) {
        return read(ids(Arrays.stream(tokens)).unsqueeze(1)).select(1, 0);
    }

    private Tensor read(Tensor ids) {
        return model.hiddenBehind(List.of(0), ids, new Attention.Causal()).getFirst();
    }

    /** [N, V] where the completions' tokens are predicted, V of the tokens that are compared. */
    private Tensor logProbs(CompletionRows rows, Tensor hidden, PromptAim aim) {
        Tensor logits = model.logits(rows.predictions(hidden));
        Tensor compared = switch (aim) {
            case PromptAim.Departure departure
            when !departure.among().isEmpty() ->
                logits.indexSelect(1, ids(departure.among().stream().mapToInt(id -> id)));
            default -> logits;
        };
        return compared.to(HeadLoss.precise(logits.dtype())).logSoftmax();
    }

    /** Of each position's value, [N]. */
    private Tensor shares(Tensor logProbs, List<Sequence> rows, PromptAim aim) {
        return switch (aim) {
            case PromptAim.Likelihood likelihood -> ofOwnTokens(logProbs, rows);
            case PromptAim.Departure departure ->
                departures(logProbs, rows.size(), departure).sum(-1);
        };
    }

    /**
     * Something with the gradient of the value. Of Σ q ln (q / p), the part that comes of the logarithm is ∇ Σ q = 0; so it is
     * that of Σ c ln q, where c = q ln (q / p) is held fast.
     */
    private Tensor rising(Tensor logProbs, List<Sequence> rows, PromptAim aim) {
        return switch (aim) {
            case PromptAim.Likelihood likelihood -> ofOwnTokens(logProbs, rows);
            case PromptAim.Departure departure -> logProbs.mul(departures(logProbs.detach(), rows.size(), departure));
        };
    }

    private Tensor ofOwnTokens(Tensor logProbs, List<Sequence> rows) {
        return logProbs.pick(ids(rows.stream()
                .flatMapToInt(row -> Arrays.stream(row.tokens(), row.completionStart(), row.tokens().length))));
    }

    private Tensor ids(IntStream tokens) {
        long[] ids = tokens.asLongStream().toArray();
        return Tensor.of(ids, ids.length).to(model.device());
    }

    /** q ln (q / p), [N, V]; rows of the same completion one after the other. */
    private Tensor departures(Tensor logProbs, int count, PromptAim.Departure aim) {
        try (var noGrad = Libtorch.noGrad()) {
            CompletionRows plain = CompletionRows.of(model, List.of(aim.plain()));
            Tensor before = logProbs(plain, model.hidden(plain.ids(), new Attention.Causal()), aim)
                    .unsqueeze(0);
            Tensor now = logProbs.view(count, -1, logProbs.size(-1));
            return now.copy().exp_().mul(now.sub(before)).view(logProbs.shape());
        }
    }

    private static double[][] rows(Tensor matrix) {
        double[] flat = matrix.toDoubles();
        int width = (int) matrix.size(1);
        return IntStream.range(0, (int) matrix.size(0))
                .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
                .toArray(double[][]::new);
    }
}
