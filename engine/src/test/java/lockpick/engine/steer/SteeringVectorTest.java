package lockpick.engine.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SteeringVectorTest {

    private static final SteeringVector VECTOR = new SteeringVector(1, new double[] {1, -1, 0.5, 0, 2, -0.5, 1, 0});
    private static final Sequence ROW = new Sequence(new int[] {1, 2, 3, 4, 5}, 2);

    private final Decoder model = Decoder.random(GptNeoX.pythia(2, 8, 1, 10, 16), new Seed(3));
    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
        model.close();
    }

    @Test
    void aVectorTimesTwoIsTwiceAsLong() {
        assertThat(VECTOR.times(2).values()).containsExactly(2, -2, 1, 0, 4, -1, 2, 0);
        assertThat(VECTOR.times(2).layers()).isEqualTo(1);
    }

    @Test
    void aScorerScoresTheSteeredModel() {
        Scorer scorer = new Scorer(model, 4);
        double plain = scorer.score(List.of(ROW)).getFirst().sum();
        assertThat(plain).isCloseTo(logProb(), within(1e-5));
        try (var steered = model.steered(VECTOR.layers(), VECTOR.of(model))) {
            assertThat(scorer.score(List.of(ROW)).getFirst().sum())
                    .isCloseTo(logProb(), within(1e-5))
                    .isNotCloseTo(plain, within(0.01));
        }
        assertThat(scorer.score(List.of(ROW)).getFirst().sum()).isEqualTo(plain);
    }

    @Test
    void vectorsBehindSeveralLayersAddUpAndAreTakenBackInReverse() {
        double plain = logProb();
        Decoder.Steered outer = model.steered(1, VECTOR.of(model));
        double one = logProb();
        Decoder.Steered inner = model.steered(2, VECTOR.of(model));
        assertThat(logProb()).isNotEqualTo(one);
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        inner.close();
        assertThat(logProb()).isEqualTo(one);
        outer.close();
        assertThat(logProb()).isEqualTo(plain);
    }

    @Test
    void aSteeredModelThatIsAdaptedCannotBeSetBack() {
        Decoder.Steered steered = model.steered(1, VECTOR.of(model));
        model.adapt(Map.of());
        assertThatThrownBy(steered::close).hasMessageContaining("adapted");
    }

    /** Of the completion, the slow and obvious way. */
    private double logProb() {
        try (var inner = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor ids = Tensor.of(new long[] {1, 2, 3, 4}, 1, 4);
            double[] logProbs = model.logits(model.hidden(ids, new Attention.Causal()))
                    .logSoftmax()
                    .toDoubles(); // (1, T, V)
            return logProbs[10 + 3] + logProbs[20 + 4] + logProbs[30 + 5];
        }
    }
}
