package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.WeightFiles;
import lockpick.engine.generate.BatchIndependence;
import lockpick.engine.generate.Sampling;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.OpenPrompt;
import lockpick.engine.loss.PromptAim;
import lockpick.engine.loss.PromptValue;
import lockpick.engine.loss.Sequence;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.KvCache;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every family's decoder has to keep, whatever it computes. The slow and obvious way is a row by itself. */
@ParameterizedClass(name = "{0}")
@MethodSource("lockpick.engine.model.GoldenModel#folders")
class FamilyContractTest {

    private static final int ROWS = 5;
    private static final int LONGEST = 24;
    private static final double MERGED = 1e-5; // of the largest score
    private static final double NOISE = 1e-4; // of scores that are some ones large, in float32

    private final Decoder model;
    private final Path folder;
    private final long seed = new Random().nextLong();
    private final List<int[]> rows;

    FamilyContractTest(String name) {
        folder = GoldenModel.folder(name);
        model = load(folder, DType.FLOAT32);
        Random random = new Random(seed);
        rows = IntStream.range(0, ROWS)
                .mapToObj(row -> random.ints(2 + random.nextInt(LONGEST - 2), 0, model.vocabulary())
                        .toArray())
                .toList();
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void paddingOnTheLeftAndOnTheRightAndNoneGiveTheSameScores() {
        for (boolean left : new boolean[] {true, false}) {
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                PaddedBatch batch = PaddedBatch.of(rows, left);
                Tensor logits = batch.logits(model);
                for (int row = 0; row < ROWS; row++) {
                    int length = rows.get(row).length;
                    assertSame(logits.select(0, row).narrow(0, batch.start(row), length), alone(model, rows.get(row)));
                }
            }
        }
    }

    /** A row in two stretches through a slot that another row has used before. */
    @Test
    void aCacheGivesTheSameScores() {
        try (var noGrad = Libtorch.noGrad();
                KvCache cache = model.newCache(3, LONGEST)) {
            for (int[] row : rows) {
                try (var scope = TensorScope.open()) {
                    int cut = row.length / 2;
                    Tensor first = continued(cache, row, 0, cut);
                    Tensor second = continued(cache, row, cut, row.length);
                    assertSame(Tensor.cat(0, first, second), alone(model, row));
                }
            }
        }
    }

    private Tensor continued(KvCache cache, int[] row, int from, int to) { // (T, V)
        Tensor ids = ids(Arrays.copyOfRange(row, from, to));
        Tensor positions = Tensor.counting(to - from, Device.CPU).add(from).unsqueeze(0);
        Tensor slot = Tensor.of(new long[] {1}, 1);
        return model.logits(model.hidden(ids, new Attention.Cached(cache, slot, positions, LONGEST)))
                .select(0, 0);
    }

    /** The same operations in the same order, with a stop behind any layer. */
    @Test
    void readingOnFromBehindAnyLayerIsReadingAtOnce() {
        int[] row = rows.getFirst();
        int layers = model.architecture().dimensions().layers();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            double[] atOnce = model.hidden(ids(row), new Attention.Causal()).toDoubles();
            List<Tensor> behind = model.hiddenBehind(
                    IntStream.rangeClosed(0, layers).boxed().toList(), ids(row), new Attention.Causal());
            assertThat(behind).hasSize(layers + 1);
            for (int layer = 0; layer <= layers; layer++) {
                assertThat(model.hiddenFrom(behind.get(layer), layer, new Attention.Causal())
                                .toDoubles())
                        .as("behind %d layers, seed %d", layer, seed)
                        .isEqualTo(atOnce);
            }
        }
    }

    /**
     * However a family makes what its first layer reads of a token and its place: a slope is the change on the way from the
     * token that is there to another one.
     */
    @Test
    void aSlopeTowardsAnotherTokenIsTheChangeOnTheWay() {
        int[] row = Arrays.copyOf(rows.getFirst(), rows.getFirst().length + 2);
        int completion = row.length - 1;
        int other = model.vocabulary() - 1;
        double step = 1e-5;
        try (Decoder precise = load(folder, DType.FLOAT64);
                var scope = TensorScope.open()) {
            OpenPrompt prompt = new OpenPrompt(new Sequence(row, completion), List.of(1), 1);
            double slope = new PromptValue(precise)
                    .slopes(prompt, new int[] {row[1]}, new int[] {other}, new PromptAim.Likelihood())[0][0];
            try (var noGrad = Libtorch.noGrad()) {
                int[] changed = row.clone();
                changed[1] = other;
                Tensor here = read(precise, row);
                Tensor way = read(precise, changed).sub(here).mul(step);
                double above = logProb(precise, here.add(way), row[completion]);
                double below = logProb(precise, here.sub(way), row[completion]);
                assertThat(slope).as("seed %d", seed).isCloseTo((above - below) / (2 * step), within(1e-6));
            }
        }
    }

    /** The slow and obvious way adds the vector between two stretches. With a cache, keys behind it are of what was steered. */
    @Test
    void aVectorIsAddedBehindAnyLayerWithACacheAndWithout() {
        int[] row = rows.getFirst();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            int width = model.architecture().dimensions().width();
            Tensor vector = Tensor.of(new Random(seed).doubles(width, -1, 1).toArray(), width)
                    .to(model.dtype());
            double[] plain = alone(model, row).toDoubles();
            for (int layer = 1; layer <= model.architecture().dimensions().layers(); layer++) {
                Tensor behind = model.hiddenBehind(List.of(layer), ids(row), new Attention.Causal())
                        .getFirst();
                Tensor expected = model.logits(model.hiddenFrom(behind.add(vector), layer, new Attention.Causal()))
                        .select(0, 0);
                try (var steered = model.steered(layer, vector);
                        KvCache cache = model.newCache(2, LONGEST)) {
                    assertThat(alone(model, row).toDoubles())
                            .isEqualTo(expected.toDoubles())
                            .isNotEqualTo(plain);
                    int cut = row.length / 2;
                    Tensor first = continued(cache, row, 0, cut);
                    assertSame(Tensor.cat(0, first, continued(cache, row, cut, row.length)), expected);
                }
                try (var steered = model.steered(layer, vector.zerosLike())) {
                    assertThat(alone(model, row).toDoubles()).isEqualTo(plain);
                }
                assertThat(alone(model, row).toDoubles()).isEqualTo(plain);
            }
        }
    }

    /** What the first layer reads of a row but its last token. */
    private static Tensor read(Decoder decoder, int[] row) {
        return decoder.hiddenBehind(List.of(0), ids(Arrays.copyOf(row, row.length - 1)), new Attention.Causal())
                .getFirst();
    }

    private static double logProb(Decoder decoder, Tensor read, int next) {
        Tensor hidden = decoder.hiddenFrom(read, 0, new Attention.Causal());
        return decoder.logits(hidden.narrow(1, hidden.size(1) - 1, 1))
                .logSoftmax()
                .narrow(-1, next, 1)
                .item();
    }

    @Test
    void neighboursPlaceAndOrderChangeNoBitOfACompletion() {
        BatchIndependence.check(model, 16, Sampling.greedy(10).withLogProbs(), seed);
    }

    @Test
    void aSavedModelIsTheSameToTheBit(@TempDir Path again) throws IOException {
        Checkpoint.save(model, again);
        try (Decoder loaded = load(again, DType.FLOAT32)) {
            for (Map.Entry<String, Tensor> parameter :
                    model.parameters().byName().entrySet()) {
                assertThat(loaded.parameters().get(parameter.getKey()).toDoubles())
                        .as(parameter.getKey())
                        .isEqualTo(parameter.getValue().toDoubles());
            }
            assertThat(loaded.architecture().specs())
                    .hasSameSizeAs(model.architecture().specs());
        }
    }

    /** What other programs look for: every weight under its name, of its type and shape, with its bytes; every setting. */
    @Test
    void aFolderWrittenInItsOwnTypeHoldsWhatItHeldBefore(@TempDir Path again) throws IOException {
        ModelFacts facts = ModelFacts.of(folder);
        try (Decoder stored = load(folder, facts.widestType())) {
            Checkpoint.save(stored, again);
        }
        WeightFiles before = WeightFiles.open(folder);
        WeightFiles after = WeightFiles.open(again);
        Map<String, String> names = Checkpoint.storedNames(model.architecture(), before, folder);
        assertThat(after.names()).containsExactlyInAnyOrderElementsOf(names.keySet());
        for (Map.Entry<String, String> name : names.entrySet()) {
            assertThat(after.type(name.getKey())).as(name.getKey()).isEqualTo(before.type(name.getValue()));
            assertThat(bytes(after, name.getKey())).as(name.getKey()).isEqualTo(bytes(before, name.getValue()));
        }
        ConfigJson config = ConfigJson.read(folder.resolve("config.json"));
        ConfigJson written = ConfigJson.read(again.resolve("config.json"));
        String type = facts.widestType().toString().toLowerCase(Locale.ROOT);
        assertThat(written).hasToString(config.with("torch_dtype", type).toString());
    }

    private static byte[] bytes(WeightFiles files, String name) throws IOException {
        try (var scope = TensorScope.open()) {
            DType dtype = files.type(name).dtype().orElseThrow();
            Tensor tensor = Tensor.uninitialized(dtype, files.shape(name));
            files.readInto(name, tensor);
            byte[] bytes = new byte[Math.toIntExact(tensor.count() * dtype.bytes())];
            tensor.bytes().get(bytes);
            return bytes;
        }
    }

    @Test
    void anAdapterMergedIsAnAdapterApart() {
        LoraConfig config = new LoraConfig(4, 8, List.of(LoraConfig.ALL_LINEAR));
        LoraAdapter adapter = LoraAdapter.fresh(model, config, new Seed(seed));
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            float[] numbers = new float[(int) adapter.parameters().values().count()];
            Random random = new Random(seed);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (0.05 * random.nextGaussian());
            }
            adapter.parameters().values().copy_(Tensor.of(numbers, numbers.length));
            List<Tensor> apart = rows.stream().map(row -> alone(model, row)).toList();
            adapter.merge();
            for (int row = 0; row < ROWS; row++) {
                double[] expected = apart.get(row).toDoubles();
                double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                assertThat(alone(model, rows.get(row)).toDoubles())
                        .as("seed %d", seed)
                        .containsExactly(expected, within(MERGED * largest));
            }
        }
    }

    /**
     * BFLOAT16 keeps 8 bits: each rounding errs by up to 0.4 %, and some dozens of them in a row add up to a few percent
     * of the scores' spread.
     */
    @Test
    void halfPrecisionStaysNear() {
        try (Decoder half = load(folder, DType.BFLOAT16);
                var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            for (int[] row : rows) {
                double[] exact = alone(model, row).toDoubles();
                double[] rounded = alone(half, row).toDoubles();
                double spread = Math.sqrt(IntStream.range(0, exact.length)
                        .mapToDouble(i -> exact[i] * exact[i])
                        .average()
                        .orElseThrow());
                double error = Math.sqrt(IntStream.range(0, exact.length)
                        .mapToDouble(i -> (exact[i] - rounded[i]) * (exact[i] - rounded[i]))
                        .average()
                        .orElseThrow());
                assertThat(error / spread).as("seed %d", seed).isBetween(1e-5, 0.08);
            }
        }
    }

    @Test
    void gradientsAddedUpInPartsAreThoseOfTheWholeBatch() {
        List<Sequence> batch = sequences();
        assertSameGradients(false, new MicroBatches(List.of(batch.subList(0, 1), batch.subList(1, ROWS))));
    }

    /** The same operations on the same numbers: only a tied embedding adds its two gradients in another order. */
    @Test
    void layersComputedTwiceGiveTheSameGradients() {
        assertSameGradients(true, MicroBatches.whole(sequences()));
        assertSameGradients(
                true, new MicroBatches(sequences().stream().map(List::of).toList()));
    }

    private void assertSameGradients(boolean checkpointed, MicroBatches batch) {
        model.parameters().collectGradients();
        model.parameters().gradients().zero_();
        double expectedLoss = new CompletionGradients(model, false).collect(MicroBatches.whole(sequences()));
        double[] expected = model.parameters().gradients().toDoubles();
        model.parameters().gradients().zero_();
        double loss = new CompletionGradients(model, checkpointed).collect(batch);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

        assertThat(loss).as("seed %d", seed).isCloseTo(expectedLoss, within(1e-6 * expectedLoss));
        assertThat(model.parameters().gradients().toDoubles())
                .as("seed %d", seed)
                .containsExactly(expected, within(1e-5 * largest));
    }

    private List<Sequence> sequences() {
        return rows.stream().map(row -> new Sequence(row, 1)).toList();
    }

    @Test
    void anAdapterMergedComputesAsTheAdapterApart() {
        LoraAdapter adapter =
                LoraAdapter.fresh(model, new LoraConfig(3, 6, List.of(LoraConfig.ALL_LINEAR)), new Seed(seed));
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor plain = alone(model, rows.getFirst());
            Tensor values = adapter.parameters().values(); // all of one size, so that it says something
            values.copy_(Tensor.of(gaussians(values.count()), values.count()));
            Tensor apart = alone(model, rows.getFirst());
            adapter.merge();
            Tensor merged = alone(model, rows.getFirst());

            double largest = apart.norm().item() / Math.sqrt(apart.count());
            assertThat(merged.sub(apart).norm().item() / Math.sqrt(apart.count()))
                    .as("seed %d", seed)
                    .isLessThan(1e-5 * Math.max(1, largest));
            assertThat(plain.sub(apart).norm().item()).isGreaterThan(0.1);
        }
    }

    private float[] gaussians(long count) {
        Random random = new Random(seed);
        float[] numbers = new float[Math.toIntExact(count)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (0.05 * random.nextGaussian());
        }
        return numbers;
    }

    private static Tensor alone(Decoder decoder, int[] row) { // (T, V)
        return decoder.logits(decoder.hidden(ids(row), new Attention.Causal())).select(0, 0);
    }

    private static Tensor ids(int[] tokens) {
        return Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), 1, tokens.length);
    }

    private void assertSame(Tensor one, Tensor other) {
        assertThat(one.toDoubles()).as("seed %d", seed).containsExactly(other.toDoubles(), within(NOISE));
    }

    private static Decoder load(Path folder, DType dtype) {
        try {
            return Checkpoint.load(folder, dtype, Device.CPU);
        } catch (IOException e) {
            throw new AssertionError(folder + " could not be loaded", e);
        }
    }
}
