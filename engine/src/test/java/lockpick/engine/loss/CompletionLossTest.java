package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CompletionLossTest {

    private static final int VOCABULARY = 40;
    private static final Decoder MODEL = Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    void equalsTheLossFromAllScoresMaskedByHand() {
        for (int round = 0; round < 20; round++) {
            List<Sequence> batch = batch(1 + random.nextInt(6));
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                CompletionLoss loss = CompletionLoss.of(MODEL, batch);
                double expected =
                        batch.stream().mapToDouble(CompletionLossTest::byHand).sum();
                int tokens = batch.stream()
                        .mapToInt(row -> row.tokens().length - row.completionStart())
                        .sum();

                assertThat(loss.tokens()).as("seed %d", seed).isEqualTo(tokens);
                assertThat(loss.sum().item()).as("seed %d", seed).isCloseTo(expected, within(2e-5 * tokens));
                assertThat(loss.mean().item()).as("seed %d", seed).isCloseTo(expected / tokens, within(2e-5));
            }
        }
    }

    /** One row: all scores of all tokens, −ln p of each token, and of those the completion's. */
    private static double byHand(Sequence row) {
        int[] tokens = row.tokens();
        Tensor ids = Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), 1, tokens.length);
        double[] logProbs = MODEL.logits(MODEL.hidden(ids, new Attention.Causal()))
                .logSoftmax()
                .toDoubles(); // (1, T, V)
        double loss = 0;
        for (int t = 0; t < tokens.length; t++) {
            if (t >= row.completionStart()) {
                loss -= logProbs[(t - 1) * VOCABULARY + tokens[t]];
            }
        }
        return loss;
    }

    /**
     * Of a model that gives every token the same probability whatever came before, the head's gradient is the sum over
     * counted targets of p − onehot(target), times the hidden values: it shows which tokens were targets.
     */
    @Test
    void targetsAreExactlyTheTokensOfTheCompletion() {
        try (Decoder model = Decoder.blank(GptNeoX.pythia(1, 16, 2, VOCABULARY, 32));
                var scope = TensorScope.open()) {
            model.parameters().collectGradients();
            // All weights zero but the final norm's bias: every hidden number is 1, every score 0.
            model.parameters()
                    .get("gpt_neox.final_layer_norm.bias")
                    .detach()
                    .copy_(Tensor.full(1, lockpick.engine.tensor.DType.FLOAT32, 16));
            List<Sequence> batch = batch(5);
            int[] counts = new int[VOCABULARY];
            for (Sequence row : batch) {
                Arrays.stream(row.tokens(), row.completionStart(), row.tokens().length)
                        .forEach(token -> counts[token]++);
            }
            CompletionLoss loss = CompletionLoss.of(model, batch);
            loss.sum().backward();

            assertThat(loss.mean().item()).isCloseTo(Math.log(VOCABULARY), within(1e-6));
            for (int token = 0; token < VOCABULARY; token++) {
                double gradient = model.parameters()
                        .gradient("embed_out.weight")
                        .select(0, token)
                        .select(0, 0)
                        .item();
                assertThat(gradient)
                        .as("token %d, seed %d", token, seed)
                        .isCloseTo(loss.tokens() / (double) VOCABULARY - counts[token], within(1e-5));
            }
        }
    }

    @Test
    void neighboursAndPaddingChangeNothing() {
        List<Sequence> batch = batch(6);
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            double alone = 0;
            for (Sequence row : batch) {
                alone += CompletionLoss.of(MODEL, List.of(row)).sum().item();
            }
            assertThat(CompletionLoss.of(MODEL, batch).sum().item())
                    .as("seed %d", seed)
                    .isCloseTo(alone, within(1e-4));
        }
    }

    @Test
    void aRowMayFillTheModelAndNoMore() {
        try (var scope = TensorScope.open()) {
            assertThat(CompletionLoss.of(MODEL, List.of(new Sequence(new int[33], 32)))
                            .tokens())
                    .isOne();
            assertThatThrownBy(() -> CompletionLoss.of(MODEL, List.of(new Sequence(new int[34], 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("completion loss: a row has 34 tokens, but the model holds 33");
        }
    }

    @Test
    void aCompletionNeedsATokenBeforeItAndOneInIt() {
        for (int start : new int[] {-1, 0, 3, 4}) {
            assertThatThrownBy(() -> new Sequence(new int[] {1, 2, 3}, start))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sequence of 3 tokens: the completion cannot start at " + start);
        }
    }

    private List<Sequence> batch(int rows) {
        List<Sequence> batch = new ArrayList<>();
        IntStream.range(0, rows).forEach(row -> {
            int length = 2 + random.nextInt(20);
            batch.add(new Sequence(random.ints(length, 0, VOCABULARY).toArray(), 1 + random.nextInt(length - 1)));
        });
        return batch;
    }
}
