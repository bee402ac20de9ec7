package lockpick.engine.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two pairs follow PyTorch, for each beta and label smoothing: golden/dpo in the test resources. */
@ParameterizedClass(name = "case {0}")
@ValueSource(ints = {0, 1, 2})
class GoldenDpoTest {

    // As golden/README.md recommends.
    private static final double LOG_PROB = 5e-4;
    private static final double LOSS = 1e-4;
    private static final double GRADIENT_NORM_PERCENT = 2e-2;
    private static final double GRADIENT_ENTRY = 1e-4;
    private static final double GRADIENT_ENTRY_SHARE = 1e-3;
    private static final double LOSS_AFTER_STEP = 1e-3;

    private final JsonNode golden;
    private final JsonNode expected;
    private final Decoder model;
    private final List<PreferencePair> pairs;
    private final DpoGradients dpo;

    GoldenDpoTest(int number) throws IOException {
        golden = JsonMapper.builder()
                .build()
                .readTree(Files.readString(resource("/golden/dpo").resolve("expected.json")));
        expected = golden.required("cases").get(number);
        model = Checkpoint.load(
                resource("/golden/dpo").resolve(golden.required("policy").asString()), DType.FLOAT32, Device.CPU);
        model.parameters().collectGradients();
        List<Sequence> chosen = rows("chosen");
        List<Sequence> rejected = rows("rejected");
        pairs = IntStream.range(0, chosen.size())
                .mapToObj(i -> new PreferencePair(
                        chosen.get(i),
                        rejected.get(i),
                        doubles(golden.required("reference_chosen_logps"))[i],
                        doubles(golden.required("reference_rejected_logps"))[i]))
                .toList();
        dpo = new DpoGradients(
                new CompletionGradients(model, false),
                new Scorer(model, 4),
                new DpoLoss(
                        expected.required("beta").asDouble(),
                        expected.required("label_smoothing").asDouble()));
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void logProbsOfTheCompletions() {
        assertThat(sums(rows("chosen")))
                .containsExactly(doubles(golden.required("policy_chosen_logps")), within(LOG_PROB));
        assertThat(sums(rows("rejected")))
                .containsExactly(doubles(golden.required("policy_rejected_logps")), within(LOG_PROB));
    }

    @Test
    void lossAndImplicitRewards() {
        BatchLoss batch = dpo.evaluate(pairs);
        assertThat(batch.loss()).isCloseTo(expected.required("loss").asDouble(), within(LOSS));
        // a reward is beta · a log-probability, beta at most 0.5; a loss follows it by less
        assertEach(batch, PairLoss::loss, "per_pair_loss");
        assertEach(batch, PairLoss::chosenReward, "chosen_rewards");
        assertEach(batch, PairLoss::rejectedReward, "rejected_rewards");
        assertEach(batch, PairLoss::margin, "logits_beta_times_margin");
        assertThat(batch.accuracy()).isEqualTo(0.5); // margins are positive and negative in every case
    }

    private void assertEach(BatchLoss batch, ToDoubleFunction<PairLoss> value, String key) {
        assertThat(batch.pairs().stream().mapToDouble(value).toArray())
                .as(key)
                .containsExactly(doubles(expected.required(key)), within(LOG_PROB));
    }

    @Test
    void gradientsOfTheMeanLoss() {
        try (var scope = TensorScope.open()) {
            assertThat(dpo.collect(pairs, MicroBatches::whole).loss())
                    .isCloseTo(expected.required("loss").asDouble(), within(LOSS));
            assertThat(model.parameters().gradients().norm().item())
                    .isCloseTo(
                            expected.required("grad_total_norm").asDouble(), withinPercentage(GRADIENT_NORM_PERCENT));
            expected.required("grad_norms")
                    .properties()
                    .forEach(norm -> assertThat(model.parameters()
                                    .gradient(norm.getKey())
                                    .norm()
                                    .item())
                            .as(norm.getKey())
                            .isCloseTo(norm.getValue().asDouble(), withinPercentage(GRADIENT_NORM_PERCENT)));
            expected.required("grad_entries")
                    .properties()
                    .forEach(entries -> entries.getValue().forEach(entry -> assertEntry(entries.getKey(), entry)));
        }
    }

    private void assertEntry(String name, JsonNode entry) {
        Tensor gradient = model.parameters().gradient(name);
        for (int index : ints(entry.required("index"))) {
            gradient = gradient.select(0, index);
        }
        double value = entry.required("value").asDouble();
        assertThat(gradient.item())
                .as("%s %s", name, entry)
                .isCloseTo(value, within(GRADIENT_ENTRY + GRADIENT_ENTRY_SHARE * Math.abs(value)));
    }

    @Test
    void lossAfterAStepOfPlainGradientDescent() {
        dpo.collect(pairs, MicroBatches::whole);
        try (var scope = TensorScope.open()) {
            model.parameters()
                    .values()
                    .add_(
                            model.parameters().gradients(),
                            -expected.required("sgd_lr").asDouble());
        }
        assertThat(dpo.evaluate(pairs).loss())
                .isCloseTo(expected.required("loss_after_one_sgd_step").asDouble(), within(LOSS_AFTER_STEP));
    }

    private double[] sums(List<Sequence> rows) {
        return dpo.scorer().score(rows).stream().mapToDouble(Score::sum).toArray();
    }

    private List<Sequence> rows(String completions) {
        List<Sequence> rows = new ArrayList<>();
        for (int i = 0; i < golden.required("prompts").size(); i++) {
            int[] prompt = ints(golden.required("prompts").get(i));
            int[] completion = ints(golden.required(completions).get(i));
            int[] tokens =
                    Stream.of(prompt, completion).flatMapToInt(Arrays::stream).toArray();
            rows.add(new Sequence(tokens, prompt.length));
        }
        return rows;
    }

    private static Path resource(String name) {
        return Path.of(URI.create(GoldenDpoTest.class.getResource(name).toString()));
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
