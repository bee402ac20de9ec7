package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Stopping;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.nn.Attention;
import lockpick.engine.optim.AdamW;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every family computes what Transformers computes. A new family adds its folder. */
@ParameterizedClass(name = "{0}")
@MethodSource("lockpick.engine.model.GoldenModel#folders")
class GoldenModelTest {

    // As golden/README.md recommends.
    private static final double LOGITS = 1e-4;
    private static final double LOSS = 1e-5;
    private static final double TOKEN_LOG_PROB = 1e-4;
    private static final double SEQUENCE_LOG_PROB = 5e-4;
    private static final double GRADIENT_NORM_PERCENT = 1e-2;
    private static final double GRADIENT_ENTRY = 1e-4;
    private static final double GRADIENT_ENTRY_SHARE = 1e-3;
    private static final double TRAIN_LOSS_PERCENT = 2e-2;
    private static final double TRAIN_NORM_PERCENT = 1e-1;

    private final GoldenModel golden;
    private final Decoder model;

    GoldenModelTest(String folder) {
        golden = GoldenModel.load(folder);
        model = golden.decoder();
    }

    @AfterEach
    void closeModel() {
        golden.close();
    }

    @Test
    void logitsOfEachRowAlone() {
        List<int[]> rows = golden.rows();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            for (int row = 0; row < rows.size(); row++) {
                int[] tokens = rows.get(row);
                assertLogits(row, model.logits(alone(tokens)).select(0, 0));
            }
        }
    }

    @Test
    void logitsOfThePaddedBatch() {
        assertLogits(PaddedBatch.of(golden));
    }

    @Test
    void logitsOfTheBatchPaddedOnTheLeft() {
        assertLogits(PaddedBatch.of(golden.rows(), true));
    }

    @Test
    void logitsOfTheBatchPaddedOnTheRight() {
        assertLogits(PaddedBatch.of(golden.rows(), false));
    }

    private void assertLogits(PaddedBatch batch) {
        List<int[]> rows = golden.rows();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor logits = batch.logits(model);
            for (int row = 0; row < rows.size(); row++) {
                assertLogits(row, logits.select(0, row).narrow(0, batch.start(row), rows.get(row).length));
            }
        }
    }

    /** Compares a row's logits [T, V] with those given. */
    private void assertLogits(int row, Tensor logits) {
        assertThat(logits.select(0, 0).toDoubles())
                .as("first token of row %d", row)
                .containsExactly(
                        GoldenModel.doubles(golden.at("logits", "first").get(row)), within(LOGITS));
        assertThat(logits.select(0, logits.size(0) - 1).toDoubles())
                .as("last token of row %d", row)
                .containsExactly(GoldenModel.doubles(golden.at("logits", "last").get(row)), within(LOGITS));
        if (row == golden.at("logits", "full_row").asInt()) {
            JsonNode full = golden.at("logits", "full");
            assertThat(logits.size(0)).isEqualTo(full.size());
            for (int t = 0; t < full.size(); t++) {
                assertThat(logits.select(0, t).toDoubles())
                        .as("token %d of row %d", t, row)
                        .containsExactly(GoldenModel.doubles(full.get(t)), within(LOGITS));
            }
        }
    }

    @Test
    void finalNormOfTheTracedRow() {
        int[] tokens = golden.rows().get(1);
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            assertThat(alone(tokens).select(0, 0).select(0, tokens.length - 1).toDoubles())
                    .containsExactly(
                            GoldenModel.doubles(golden.at("trace_row1_last_position", "final_norm_output")),
                            within(LOGITS));
        }
    }

    @Test
    void tokenAndSequenceLogProbs() {
        List<int[]> rows = golden.rows();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            for (int row = 0; row < rows.size(); row++) {
                int[] tokens = rows.get(row);
                long[] targets =
                        Arrays.stream(tokens, 1, tokens.length).asLongStream().toArray();
                double[] logProbs = model.logits(alone(tokens))
                        .select(0, 0)
                        .narrow(0, 0, targets.length)
                        .logSoftmax()
                        .pick(Tensor.of(targets, targets.length))
                        .toDoubles();
                assertThat(logProbs)
                        .as("row %d", row)
                        .containsExactly(
                                GoldenModel.doubles(
                                        golden.at("loss", "token_logprobs").get(row)),
                                within(TOKEN_LOG_PROB));
                assertThat(Arrays.stream(logProbs).sum())
                        .as("row %d", row)
                        .isCloseTo(
                                golden.at("loss", "sequence_logprobs").get(row).asDouble(), within(SEQUENCE_LOG_PROB));
            }
        }
    }

    @Test
    void meanLossOverTheTargetsOfAllRows() {
        assertThat(golden.sequences().stream()
                        .mapToInt(row -> row.tokens().length - row.completionStart())
                        .sum())
                .isEqualTo(golden.at("loss", "num_target_tokens").asInt());
        assertThat(collectGradients())
                .isCloseTo(golden.at("loss", "mean_cross_entropy").asDouble(), within(LOSS));
    }

    /** Adds the gradients to those at hand; returns the mean loss. */
    private double collectGradients() {
        return new CompletionGradients(model, false).collect(MicroBatches.whole(golden.sequences()));
    }

    @Test
    void gradientsOfTheMeanLoss() {
        try (var scope = TensorScope.open()) {
            collectGradients();

            assertThat(model.parameters().gradients().norm().item())
                    .as("total norm")
                    .isCloseTo(golden.at("grad", "total_norm").asDouble(), withinPercentage(GRADIENT_NORM_PERCENT));
            assertThat(model.parameters().byName().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            golden.at("grad", "norms").propertyNames());
            golden.at("grad", "norms").properties().forEach(this::assertGradientNorm);
            golden.at("grad", "entries").properties().forEach(this::assertGradientEntries);
        }
    }

    private void assertGradientNorm(Map.Entry<String, JsonNode> norm) {
        assertThat(model.parameters().gradient(norm.getKey()).norm().item())
                .as(norm.getKey())
                .isCloseTo(norm.getValue().asDouble(), withinPercentage(GRADIENT_NORM_PERCENT));
    }

    private void assertGradientEntries(Map.Entry<String, JsonNode> entries) {
        for (JsonNode entry : entries.getValue()) {
            Tensor gradient = model.parameters().gradient(entries.getKey());
            for (int index : GoldenModel.ints(entry.required("index"))) {
                gradient = gradient.select(0, index);
            }
            double value = entry.required("value").asDouble();
            assertThat(gradient.item())
                    .as("%s %s", entries.getKey(), entry)
                    .isCloseTo(value, within(GRADIENT_ENTRY + GRADIENT_ENTRY_SHARE * Math.abs(value)));
        }
    }

    @Test
    void greedyTokensOfACachedBatch() {
        List<Generator.Request> requests = prompts().stream()
                .map(prompt -> new Generator.Request(prompt, new Seed(0)))
                .toList();
        List<Generated> written =
                new Generator(model, 4, Stopping.at()).generate(requests, Sampling.greedy(newTokens()));

        assertThat(written.stream().map(Generated::tokens)).containsExactlyElementsOf(greedyTokens());
    }

    @Test
    void greedyTokensWithoutACache() {
        List<int[]> written = new ArrayList<>();
        try (var noGrad = Libtorch.noGrad()) {
            for (int[] prompt : prompts()) {
                int[] tokens = prompt;
                for (int i = 0; i < newTokens(); i++) {
                    try (var scope = TensorScope.open()) {
                        Tensor last = alone(tokens).select(1, tokens.length - 1);
                        int next = (int) model.logits(last).argmax().item();
                        tokens = IntStream.concat(Arrays.stream(tokens), IntStream.of(next))
                                .toArray();
                    }
                }
                written.add(Arrays.copyOfRange(tokens, prompt.length, tokens.length));
            }
        }
        assertThat(written).containsExactlyElementsOf(greedyTokens());
    }

    private List<int[]> prompts() {
        return golden.at("greedy", "prompts")
                .valueStream()
                .map(GoldenModel::ints)
                .toList();
    }

    private List<int[]> greedyTokens() {
        return golden.at("greedy", "tokens")
                .valueStream()
                .map(GoldenModel::ints)
                .toList();
    }

    private int newTokens() {
        return golden.at("greedy", "max_new_tokens").asInt();
    }

    @Test
    void sixAdamWStepsFollowTheReference() {
        JsonNode train = golden.at("train");
        double[] betas = GoldenModel.doubles(train.required("betas"));
        AdamW.Settings settings = new AdamW.Settings(
                betas[0],
                betas[1],
                train.required("eps").asDouble(),
                train.required("weight_decay_2d").asDouble(),
                train.required("clip_grad_norm").asDouble());
        double[] losses = GoldenModel.doubles(train.required("loss_before_step"));
        double[] norms = GoldenModel.doubles(train.required("grad_norm_before_clip"));
        try (Optimizer optimizer = new AdamW(model.parameters(), settings)) {
            for (int step = 0; step < losses.length; step++) {
                try (var scope = TensorScope.open()) {
                    double loss = collectGradients();
                    double norm = optimizer.step(train.required("lr").asDouble());

                    assertThat(loss)
                            .as("loss before step %d", step)
                            .isCloseTo(losses[step], withinPercentage(TRAIN_LOSS_PERCENT));
                    assertThat(norm)
                            .as("gradient norm at step %d", step)
                            .isCloseTo(norms[step], withinPercentage(TRAIN_NORM_PERCENT));
                }
            }
        }
    }

    /** What the model makes of one row by itself, [1, T, D]. */
    private Tensor alone(int[] tokens) {
        Tensor ids = Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), 1, tokens.length);
        return model.hidden(ids, new Attention.Causal());
    }
}
