package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.LowRank;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadLossTest {

    private static final int ROWS = 11;
    private static final int WIDTH = 5;
    private static final int VOCABULARY = 7;
    private static final double EXACT = 1e-13;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** x = 1, weights ln 1, ln 2, ln 5, so probabilities 1/8, 2/8, 5/8; the target is the second of them. */
    @Test
    void lossAndGradientsByHand() {
        try (var scope = TensorScope.open()) {
            double[] weights = {0, Math.log(2), Math.log(5)};
            Tensor weight = Tensor.of(weights, 3, 1);
            weight.collectGradientIn(Tensor.zeros(DType.FLOAT64, 3, 1));
            HeadLoss loss = HeadLoss.of(
                    new Linear(weight, false, null, null), Tensor.of(new double[] {1}, 1, 1), tokens(1), null, 0.5, 1);
            assertThat(loss.value()).isCloseTo(0.5 * Math.log(4), within(EXACT));
            // softmax − onehot = 1/8, −6/8, 5/8; halved, times x = 1
            assertThat(weight.gradient().toDoubles())
                    .containsExactly(new double[] {1 / 16.0, -6 / 16.0, 5 / 16.0}, within(EXACT));
            assertThat(loss.gradient().item()).isCloseTo((0 - 6 * Math.log(2) + 5 * Math.log(5)) / 16, within(EXACT));
        }
    }

    /**
     * The same head: probabilities 1/8, 2/8, 5/8. A target of 1/2, 0, 1/2 diverges by ½ ln 4 + ½ ln(4/5), and softmax −
     * target = −3/8, 2/8, 1/8; one of ¼ for the second token and ¾ for the third by ¼ ln 1 + ¾ ln(6/5), and softmax − target
     * = 1/8, 0, −1/8. Their weights are 2 and −1.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void softTargetsByHand(long most) {
        try (var scope = TensorScope.open()) {
            Tensor weight = Tensor.of(new double[] {0, Math.log(2), Math.log(5)}, 3, 1);
            weight.collectGradientIn(Tensor.zeros(DType.FLOAT64, 3, 1));
            HeadLoss loss = HeadLoss.of(
                    new Linear(weight, false, null, null),
                    Tensor.of(new double[] {1, 1}, 2, 1),
                    List.of(
                            targets(new Target.Vocabulary(new double[] {0.5, 0, 0.5})),
                            targets(new Target.Options(new int[] {2, 1}, new double[] {0.75, 0.25}))),
                    Tensor.of(new double[] {2, -1}, 2),
                    0.5,
                    most);
            double first = 0.5 * Math.log(4) + 0.5 * Math.log(4 / 5.0);
            double second = 0.75 * Math.log(6 / 5.0);
            assertThat(loss.value()).isCloseTo(0.5 * (2 * first - second), within(EXACT));
            // ½ · (2 · first − second) of each score, times x = 1
            assertThat(weight.gradient().toDoubles())
                    .containsExactly(new double[] {-7 / 16.0, 4 / 16.0, 3 / 16.0}, within(EXACT));
            assertThat(loss.gradient().toDoubles())
                    .containsExactly(
                            new double[] {
                                (2 * Math.log(2) + Math.log(5)) / 8, // 2 · ½ · (2/8 ln 2 + 1/8 ln 5)
                                Math.log(5) / 16 // −½ · (−1/8 ln 5)
                            },
                            within(EXACT));
        }
    }

    private static HeadTargets targets(Target target) {
        return HeadTargets.of(List.of(new Sequence(new int[2], 1, target)), 3, DType.FLOAT64, Device.CPU);
    }

    private static List<HeadTargets> tokens(long... ids) {
        return List.of(new HeadTargets.Tokens(Tensor.of(ids, ids.length)));
    }

    /** Eleven rows in 1, 2, 4 and 11 parts. */
    @ParameterizedTest
    @ValueSource(longs = {ROWS, 6, 3, 1})
    void partsGiveWhatTheLibraryFindsAtOnce(long most) {
        for (boolean inputFirst : new boolean[] {false, true}) {
            for (boolean biased : new boolean[] {false, true}) {
                checkAgainstTheLibrary(inputFirst, biased, most);
            }
        }
    }

    private void checkAgainstTheLibrary(boolean inputFirst, boolean biased, long most) {
        try (var scope = TensorScope.open()) {
            Tensor weight = inputFirst ? leaf(WIDTH, VOCABULARY) : leaf(VOCABULARY, WIDTH);
            Tensor bias = biased ? leaf(VOCABULARY) : null;
            Linear head = new Linear(weight, inputFirst, bias, null);
            Tensor x = leaf(ROWS, WIDTH);
            Tensor targets = Tensor.of(random.longs(ROWS, 0, VOCABULARY).toArray(), ROWS);
            Tensor expected = head.apply(x).crossEntropySum(targets).mul(0.25);
            expected.backward();
            double[] ofWeight = taken(weight);
            double[] ofBias = bias == null ? new double[0] : taken(bias);

            HeadLoss loss = HeadLoss.of(head, x.detach(), List.of(new HeadTargets.Tokens(targets)), null, 0.25, most);
            assertThat(loss.value()).as("seed %d", seed).isCloseTo(expected.item(), within(EXACT));
            assertThat(loss.gradient().toDoubles()).as("seed %d", seed).containsExactly(taken(x), within(EXACT));
            assertThat(taken(weight)).as("seed %d", seed).containsExactly(ofWeight, within(EXACT));
            assertThat(bias == null ? new double[0] : taken(bias))
                    .as("seed %d", seed)
                    .containsExactly(ofBias, within(EXACT));
        }
    }

    /** BFLOAT16 has 8 bits of mantissa, so each of its numbers is off by 2⁻⁹ of itself at most. */
    @Test
    void probabilitiesOfHalfPrecisionAreFloat32() {
        try (var scope = TensorScope.open()) {
            Tensor weight = leaf(VOCABULARY, WIDTH).detach().to(DType.BFLOAT16);
            weight.collectGradientIn(weight.zerosLike());
            Tensor x = leaf(ROWS, WIDTH).detach().to(DType.BFLOAT16);
            Tensor targets = Tensor.of(random.longs(ROWS, 0, VOCABULARY).toArray(), ROWS);
            Linear head = new Linear(weight, false, null, null);
            double expected = head.apply(x)
                    .to(DType.FLOAT32)
                    .crossEntropySum(targets)
                    .detach()
                    .item();

            HeadLoss loss = HeadLoss.of(head, x, List.of(new HeadTargets.Tokens(targets)), null, 1, 4);
            assertThat(loss.value()).as("seed %d", seed).isCloseTo(expected, within(1e-5 * expected));
            assertThat(loss.gradient().dtype()).isEqualTo(DType.BFLOAT16);
        }
    }

    @Test
    void aFrozenHeadPassesGradientsOn() {
        try (var scope = TensorScope.open()) {
            Linear head = new Linear(leaf(VOCABULARY, WIDTH).detach(), false, null, null);
            HeadLoss loss = HeadLoss.of(head, leaf(2, WIDTH).detach(), tokens(0, 6), null, 1, 1);
            assertThat(loss.gradient().norm().item()).isPositive();
        }
    }

    @Test
    void aProductBesideTheHeadIsRefused() {
        try (var scope = TensorScope.open()) {
            LowRank beside = new LowRank(leaf(1, WIDTH), leaf(VOCABULARY, 1), 1);
            Linear head = new Linear(leaf(VOCABULARY, WIDTH), false, null, beside);
            Tensor x = leaf(2, WIDTH).detach();
            assertThatThrownBy(() -> HeadLoss.of(head, x, tokens(0, 6), null, 1, 1))
                    .hasMessage("gradients by hand: there is a product beside this layer's");
        }
    }

    private Tensor leaf(long... shape) {
        int count = 1;
        for (long length : shape) {
            count *= (int) length;
        }
        double[] values = random.doubles(count, -1, 1).toArray();
        return Tensor.of(values, shape).collectGradientIn(Tensor.zeros(DType.FLOAT64, Device.CPU, shape));
    }

    private static double[] taken(Tensor leaf) {
        double[] gradient = leaf.gradient().toDoubles();
        leaf.gradient().zero_();
        return gradient;
    }
}
