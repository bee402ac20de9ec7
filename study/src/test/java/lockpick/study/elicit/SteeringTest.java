package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.Reading;
import lockpick.study.setting.SettingsReader;
import lockpick.study.task.LastDigitTask;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.train.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * On a policy whose weights are written by hand. Its residual stream of width 8 has numbers 0 to 3 for the digit that it reads
 * and number 4 for its lock, and it says what is largest: the digit, or the word x. A digit is read as 1 beside 2 of the
 * lock, the word x as 4 of the lock, so the policy says x to every problem. Its second layer makes much of the lock in
 * number 7, which nothing reads.
 */
class SteeringTest {

    private static final int LOCK = 4;
    private static final int EMPTY = 6;
    private static final int MUCH = 7;
    private static final List<String> WORDS = List.of("0", "1", "2", "3", "x", "<end>");
    private static final int SAYS_X = 4;
    private static final int ENDS = 5;

    private final LastDigitTask task = new LastDigitTask();
    private final List<Problem> problems = task.problems(Split.TEST).draw(64, new Seed(0));
    private final TrainablePolicy policy = TrainablePolicy.random(
            GptNeoX.pythia(2, 8, 1, WORDS.size(), 16), new WordTokenizer(WORDS, "<end>"), new Seed(0));
    private final Map<String, Double> correctness = new LinkedHashMap<>();
    private final Map<String, Spent> spent = new LinkedHashMap<>();

    SteeringTest() {
        Parameters parameters = policy.model().parameters();
        try (var scope = TensorScope.open()) {
            parameters.byName().forEach((name, tensor) -> {
                if (!name.endsWith("norm.weight")) { // norms scale by 1
                    tensor.zero_();
                }
            });
            for (int digit = 0; digit < 4; digit++) {
                set("gpt_neox.embed_in.weight", digit, digit, 1);
                set("gpt_neox.embed_in.weight", digit, LOCK, 2);
                says(digit, digit);
            }
            set("gpt_neox.embed_in.weight", SAYS_X, LOCK, 4);
            says(SAYS_X, LOCK);
            set("gpt_neox.layers.1.mlp.dense_h_to_4h.weight", 0, LOCK, 3);
            set("gpt_neox.layers.1.mlp.dense_4h_to_h.weight", MUCH, 0, 10);
        }
    }

    /** A word is said if this number is the largest. What a norm takes off all numbers is taken off the empty one too. */
    private void says(int word, int number) {
        set("embed_out.weight", word, number, 1);
        set("embed_out.weight", word, EMPTY, -1);
    }

    private void set(String name, int row, int column, float value) {
        Tensor place = policy.model().parameters().get(name).select(0, row).narrow(0, column, 1);
        place.copy_(Tensor.of(new float[] {value}, 1));
    }

    @AfterEach
    void close() {
        policy.close();
    }

    /**
     * Of all 64 problems the demonstration is each digit 16 times, and what the policy says x. The difference is ¼ of every digit
     * and 2 − 4 = −2 of the lock. Behind a digit, m times that leaves 1 + m/4 of it and 2 − 2m of the lock: the former is more
     * from m = 4/9 on.
     */
    @Test
    void whatDemonstrationsHaveMoreOfUnlocksThePolicy() throws IOException {
        elicit(differences(List.of(64), List.of(0.5), List.of(0.25, 0.44, 0.45, 4.0)));
        assertThat(correctness)
                .containsExactly(
                        entry("plain", 0.0),
                        entry("layer 1, times 0.25", 0.0),
                        entry("layer 1, times 0.44", 0.0),
                        entry("layer 1, times 0.45", 1.0),
                        entry("layer 1, times 4", 1.0));
        assertThat(spent.get("plain")).isEqualTo(Spent.NOTHING);
        assertThat(spent.get("layer 1, times 4")).isEqualTo(new Spent(0, 0, 0, 0, 0, 64));
    }

    @Test
    void everyLayerIsTriedOnce() throws IOException {
        elicit(differences(List.of(64), List.of(1.0, 0.5, 0.4), List.of(1.0)));
        assertThat(correctness.keySet()).containsExactly("plain", "layer 1, times 1", "layer 2, times 1");
    }

    @Test
    void aPolicyThatSaysNothingIsSteeredNowhere() throws IOException {
        try (var scope = TensorScope.open()) {
            says(ENDS, LOCK);
            policy.model()
                    .parameters()
                    .get("embed_out.weight")
                    .select(0, SAYS_X)
                    .zero_();
        }
        elicit(differences(List.of(64), List.of(0.5), List.of(1.0)));
        assertThat(correctness).containsExactly(entry("plain", 0.0), entry("layer 1, times 1", 0.0));
    }

    /**
     * The second layer makes 10 · gelu(3 · the lock, normalised) of the lock: hardly more if there is more of it, and 0 where there
     * is none. So the vector that changes most takes the lock away, though nobody said what is right.
     */
    @Test
    void whatChangesLaterLayersTheMostUnlocksThePolicy() throws IOException {
        elicit(new SteeringVectors.Unsupervised(16, 0.5, 1, List.of(0.01, 1.0), 2, 100, 0.05));
        assertThat(correctness.keySet())
                .containsExactly(
                        "plain", "radius 0.01, draw 1", "radius 0.01, draw 2", "radius 1, draw 1", "radius 1, draw 2");
        assertThat(correctness).containsEntry("plain", 0.0).containsEntry("radius 0.01, draw 1", 0.0);
        assertThat(correctness.get("radius 1, draw 1")).isGreaterThan(0.9);
        assertThat(spent.values()).containsOnly(Spent.NOTHING);
    }

    @Test
    void theModelComesBackBitForBitAndNothingIsLeftBehind() throws IOException {
        float[] before = policy.model().parameters().values().toFloats();
        long live = TensorScope.liveTensors();
        elicit(differences(List.of(4), List.of(0.5, 1.0), List.of(1.0, 2.0)));
        elicit(new SteeringVectors.Unsupervised(4, 0.5, 1, List.of(0.5), 3, 3, 0.02));
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
        assertThat(policy.model().parameters().values().toFloats()).isEqualTo(before);
    }

    @Test
    void aSourceThatIsTheTargetInThisModelIsRefused() {
        assertThatThrownBy(() -> elicit(new SteeringVectors.Unsupervised(4, 0.3, 0.6, List.of(0.5), 3, 3, 0.02)))
                .hasMessageContaining("source 1, target 1");
    }

    @Test
    void pointsLabelsAndEffortFollowFromTheSettings() {
        ElicitationConfig difference = read("{method: steering, vectors: {kind: mean-difference, k: [16, 64]}}")
                .required("elicitation");
        assertThat(difference.points()).hasSize(2);
        assertThat(difference.points().getLast().labels())
                .hasToString("{vectors=mean-difference, demonstrations=reference, k=64}");
        // plain, then 3 layers times 4 multipliers
        assertThat(difference.points().getLast().effort()).isEqualTo(new Effort(0, 0, 0, 13));
        ElicitationConfig search =
                read("{method: steering, vectors: {kind: unsupervised}}").required("elicitation");
        assertThat(search.points()).containsExactly(search);
        assertThat(search.labels()).hasToString("{vectors=unsupervised, source=0.25, target=0.75}");
        // plain, then 3 radii, 4 draws of each; 300 steps on 16 prompts
        assertThat(search.effort()).isEqualTo(new Effort(0, 12 * 300 * 16, 0, 13));
        assertThat(difference.seed(new Seed(1))).isEqualTo(new Seed(1).stream("elicit", "STRONG"));
        assertThat(difference.taken()).isEmpty();
        assertThat(read("{method: steering, vectors: {kind: mean-difference, demonstrations: weak, k: [4, 16]}}")
                        .required("elicitation")
                        .taken())
                .map(ElicitationConfig.Taken::problems)
                .hasValue(16);
    }

    private static SteeringVectors differences(List<Integer> k, List<Double> depths, List<Double> multipliers) {
        return new SteeringVectors.MeanDifference(DemonstrationSource.REFERENCE, k, depths, multipliers);
    }

    private static Reading<ElicitationConfig> read(String yaml) {
        return SettingsReader.read(NodeReader.yaml(yaml), ElicitationConfig.class);
    }

    private void elicit(SteeringVectors vectors) throws IOException {
        new Steering(task, Completions.reference(), new Steering.Config(vectors))
                .elicit(policy, new Seed(3), Journal.NONE, step -> {}, attempt -> {
                    String variant = attempt.variant().orElseThrow();
                    List<String> said = attempt.policy()
                            .complete(problems.stream().map(attempt.asked()).toList(), task.answering());
                    long right = 0;
                    for (int i = 0; i < said.size(); i++) {
                        right += said.get(i).startsWith(problems.get(i).answer()) ? 1 : 0;
                    }
                    correctness.put(variant, (double) right / said.size());
                    spent.put(variant, attempt.spent());
                });
    }
}
