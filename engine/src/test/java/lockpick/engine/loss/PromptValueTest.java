package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptValueTest {

    private static final int VOCABULARY = 40;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final PromptValue value = new PromptValue(model);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final int[] completion = tokens(5);
    private final Sequence plain = row(tokens(7));
    private final PromptAim departure = new PromptAim.Departure(plain, List.of());
    private final PromptAim likelihood = new PromptAim.Likelihood();

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void likelihoodIsTheMeanLogarithmOfTheTokensProbabilities() {
        Sequence row = row(tokens(9));
        double[][] logProbs = logProbs(row);
        double mean = IntStream.range(0, completion.length)
                .mapToDouble(t -> logProbs[t][completion[t]])
                .average()
                .orElseThrow();
        assertThat(value.of(List.of(row), likelihood))
                .as("seed %d", seed)
                .containsExactly(new double[] {mean}, within(1e-10));
    }

    @Test
    void departureIsTheMeanDivergenceFromThePlainPrompt() {
        Sequence row = row(tokens(9));
        double[][] now = logProbs(row);
        double[][] before = logProbs(plain);
        double sum = 0;
        for (int t = 0; t < completion.length; t++) {
            for (int v = 0; v < VOCABULARY; v++) {
                sum += Math.exp(now[t][v]) * (now[t][v] - before[t][v]);
            }
        }
        assertThat(sum).as("seed %d", seed).isPositive();
        assertThat(value.of(List.of(row, plain), departure))
                .as("seed %d", seed)
                .containsExactly(new double[] {sum / completion.length, 0}, within(1e-10));
    }

    /** As if no other token could be predicted. */
    @Test
    void departureAmongAFewTokensIsThatOfTheirSharesOfOneAnother() {
        List<Integer> among = List.of(31, 2, 17);
        Sequence row = row(tokens(9));
        double[][] now = logProbs(row);
        double[][] before = logProbs(plain);
        double sum = 0;
        for (int t = 0; t < completion.length; t++) {
            int place = t;
            double all =
                    among.stream().mapToDouble(v -> Math.exp(now[place][v])).sum();
            double allBefore =
                    among.stream().mapToDouble(v -> Math.exp(before[place][v])).sum();
            for (int v : among) {
                double q = Math.exp(now[t][v]) / all;
                sum += q * Math.log(q / (Math.exp(before[t][v]) / allBefore));
            }
        }
        assertThat(value.of(List.of(row), new PromptAim.Departure(plain, among)))
                .as("seed %d", seed)
                .containsExactly(new double[] {sum / completion.length}, within(1e-10));
    }

    /** More than go into one pass, of different lengths. */
    @Test
    void aPromptIsWorthTheSameWhateverElseIsAsked() {
        List<Sequence> rows =
                IntStream.range(0, 150).mapToObj(i -> row(tokens(6 + i % 4))).toList();
        for (PromptAim aim : List.of(likelihood, departure)) {
            double[] together = value.of(rows, aim);
            for (int row : new int[] {0, 63, 64, 149}) {
                assertThat(value.of(List.of(rows.get(row)), aim)[0])
                        .as("seed %d", seed)
                        .isCloseTo(together[row], within(1e-10));
            }
        }
    }

    /** The slow way: a small step of what is read in the places, from the token that is there towards another one. */
    @Test
    void aSlopeIsTheChangeOnTheWayToAnotherToken() {
        int[] words = tokens(2);
        int[] row = IntStream.concat(
                        IntStream.concat(Arrays.stream(words), Arrays.stream(tokens(4))), Arrays.stream(words))
                .toArray();
        OpenPrompt prompt = new OpenPrompt(row(row), List.of(0, 6), 2);
        int[] others = {3, 17, words[1]};
        for (PromptAim aim : List.of(likelihood, departure)) {
            double[][] slopes = value.slopes(prompt, words, others, aim);
            double step = 1e-4;
            for (int place = 0; place < 2; place++) {
                for (int other = 0; other < others.length; other++) {
                    double above = onTheWay(prompt, place, words[place], others[other], step, aim);
                    double below = onTheWay(prompt, place, words[place], others[other], -step, aim);
                    assertThat(slopes[place][other])
                            .as("place %d, token %d, seed %d", place, others[other], seed)
                            .isCloseTo((above - below) / (2 * step), within(1e-7));
                }
            }
            assertThat(slopes[1][2]).as("the same token").isCloseTo(0, within(1e-12));
        }
    }

    private double onTheWay(OpenPrompt prompt, int place, int from, int to, double share, PromptAim aim) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor read = read(prompt.row());
            Tensor way = embedding(to).sub(embedding(from));
            for (int start : prompt.starts()) {
                read.narrow(1, start + place, 1).add_(way, share);
            }
            double[][] now = logProbs(read);
            double[][] before = logProbs(plain);
            double sum = 0;
            for (int t = 0; t < completion.length; t++) {
                int token = completion[t];
                int position = t;
                sum += aim.equals(likelihood)
                        ? now[t][token]
                        : IntStream.range(0, VOCABULARY)
                                .mapToDouble(v -> Math.exp(now[position][v]) * (now[position][v] - before[position][v]))
                                .sum();
            }
            return sum / completion.length;
        }
    }

    @Test
    void weightsGetNoGradientsAndNothingIsLeftBehind() {
        OpenPrompt prompt = new OpenPrompt(row(tokens(6)), List.of(1), 2);
        long before = TensorScope.liveTensors();
        value.slopes(prompt, tokens(2), tokens(5), departure);
        value.of(List.of(plain), likelihood);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        assertThat(model.parameters().collectsGradients()).isFalse();
        model.parameters()
                .byName()
                .values()
                .forEach(each -> assertThat(each.takesGradients()).isFalse());
    }

    private double[][] logProbs(Sequence row) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            return logProbs(read(row));
        }
    }

    /** Where the completion is predicted. */
    private double[][] logProbs(Tensor read) {
        double[] all = model.logits(model.hiddenFrom(read, 0, new Attention.Causal()))
                .logSoftmax()
                .toDoubles();
        int first = all.length / VOCABULARY - completion.length;
        return IntStream.range(first, first + completion.length)
                .mapToObj(t -> Arrays.copyOfRange(all, t * VOCABULARY, (t + 1) * VOCABULARY))
                .toArray(double[][]::new);
    }

    /** Of the row but its last token: (1, T, D). */
    private Tensor read(Sequence row) {
        int[] tokens = row.tokens();
        return read(Arrays.stream(tokens, 0, tokens.length - 1).asLongStream().toArray());
    }

    private Tensor embedding(int token) { // (1, 1, D)
        return read(new long[] {token});
    }

    private Tensor read(long[] ids) {
        return model.hiddenBehind(List.of(0), Tensor.of(ids, 1, ids.length), new Attention.Causal())
                .getFirst();
    }

    private int[] tokens(int count) {
        return random.ints(count, 0, VOCABULARY).toArray();
    }

    private Sequence row(int[] prompt) {
        return new Sequence(
                IntStream.concat(Arrays.stream(prompt), Arrays.stream(completion))
                        .toArray(),
                prompt.length);
    }
}
