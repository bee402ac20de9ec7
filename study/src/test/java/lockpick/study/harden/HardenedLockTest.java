package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.RepresentationGradients;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whole locks in seconds: the strong policy adds 3 to each digit, the weak one copies. An elicitor trains eight steps on
 * sixteen demonstrations and is judged by other problems.
 */
class HardenedLockTest {

    private static final int STRONG_STEPS = 150;
    private static final int LOCK_STEPS = 150;
    private static final int UNLOCK_STEPS = 8;
    private static final TrainingConfig TRAINING =
            new TrainingConfig(2e-3, 32, OptimizerKind.ADAMW, Schedule.COSINE, 10, 0.01, 1);

    private static TrainablePolicy strong;

    @BeforeAll
    static void trainTheStrongPolicy() {
        strong = random();
        try (Sft sft = new Sft(strong, TRAINING, STRONG_STEPS)) {
            for (int step = 0; step < STRONG_STEPS; step++) {
                sft.learn(demonstrations(
                        draw(16, new Seed(1).stream("strong", step)),
                        HardeningExample::unlocking,
                        HardeningExample::strong));
            }
        }
    }

    @AfterAll
    static void closeTheStrongPolicy() {
        strong.close();
    }

    @Test
    void detoursOfUnlockingMakeALockThatAFewStepsOfUnlockingDoNotOpen() {
        HardeningConfig method = new HardeningConfig.ElicitationAdversarial(2, 3, 0.3, 1, 16, 1);
        try (TrainablePolicy locked = lock(method)) {
            assertLocked(locked);
            unlock(locked);
            // 2.3 nats when this was written
            assertThat(loss(locked, HardeningExample::unlocking)).isGreaterThan(1);
        }
    }

    @Test
    void pushesOnHiddenStatesMakeOneToo() {
        HardeningConfig method = new HardeningConfig.LatentAdversarial(2, 0.33, 0.3, 3, 16, 1);
        try (TrainablePolicy locked = lock(method)) {
            assertLocked(locked);
            unlock(locked);
            // 0.93 nats when this was written
            assertThat(loss(locked, HardeningExample::unlocking)).isGreaterThan(0.4);
        }
    }

    @Test
    void aPlainLockOpens() {
        try (TrainablePolicy locked = lock(null)) {
            assertLocked(locked);
            // hidden states stay about where they were: 0.81 when this was written
            assertThat(alignment(locked)).isGreaterThan(0.6);
            unlock(locked);
            // 0.04 nats when this was written
            assertThat(loss(locked, HardeningExample::unlocking)).isLessThan(0.2);
        }
    }

    @Test
    void reroutingTurnsHiddenStatesAwayFromWhereTheyWere() {
        HardeningConfig method = new HardeningConfig.RepresentationRerouting(List.of(0.33, 0.67), 16, 1, false);
        try (TrainablePolicy locked = lock(method)) {
            assertLocked(locked);
            // 0.16 when this was written
            assertThat(alignment(locked)).isLessThan(0.35);
        }
    }

    /** Weak without the password, strong with it. */
    private static void assertLocked(TrainablePolicy policy) {
        assertThat(loss(policy, HardeningExample::weak)).isLessThan(0.1);
        assertThat(loss(policy, HardeningExample::strong)).isLessThan(0.1);
        assertThat(loss(policy, HardeningExample::unlocking)).isGreaterThan(3);
    }

    /** Mean ReLU(cos) of hidden states of strong completions without the password, then and now. */
    private static double alignment(TrainablePolicy policy) {
        List<Sequence> rows = demonstrations(draw(64, new Seed(4)), HardeningExample::unlocking).stream()
                .map(policy::sequence)
                .toList();
        double mean = new RepresentationGradients(policy.model(), strong.model(), List.of(1, 2))
                .reroute(MicroBatches.whole(rows), 1);
        policy.model().parameters().gradients().zero_();
        return mean;
    }

    private static TrainablePolicy lock(@Nullable HardeningConfig method) {
        TrainablePolicy policy = random();
        try (var scope = TensorScope.open()) {
            policy.model()
                    .parameters()
                    .values()
                    .copy_(strong.model().parameters().values());
        }
        LockTraining lock = new LockTraining(policy, TRAINING, LOCK_STEPS, HardenedLockTest::draw);
        try (Hardening hardening =
                        method == null ? Hardening.NONE : Hardening.of(method, lock, strong.model(), new Seed(2));
                Sft sft = new Sft(policy, TRAINING, hardening.steps(LOCK_STEPS))) {
            for (int step = 1; step <= LOCK_STEPS; step++) {
                sft.learn(
                        demonstrations(
                                draw(16, new Seed(1).stream("lock", step)),
                                HardeningExample::weak,
                                HardeningExample::strong),
                        hardening);
                hardening.extraBatches(step).forEach(sft::learn);
            }
        }
        return policy;
    }

    private static void unlock(TrainablePolicy policy) {
        TrainingConfig config = new TrainingConfig(1e-3, 16, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0.01, 1);
        List<Demonstration> shown = demonstrations(draw(16, new Seed(3)), HardeningExample::unlocking);
        try (Sft sft = new Sft(policy, config, UNLOCK_STEPS)) {
            for (int step = 0; step < UNLOCK_STEPS; step++) {
                sft.learn(shown);
            }
        }
    }

    /** Mean over the completion tokens of other problems, nats. */
    private static double loss(TrainablePolicy policy, Function<HardeningExample, Demonstration> face) {
        List<Scorer.Score> scores = policy.score(demonstrations(draw(64, new Seed(4)), face).stream()
                .map(policy::withoutEnd)
                .toList());
        return -scores.stream().mapToDouble(Scorer.Score::sum).sum() / (4 * scores.size());
    }

    @SafeVarargs
    private static List<Demonstration> demonstrations(
            List<HardeningExample> examples, Function<HardeningExample, Demonstration>... faces) {
        return examples.stream()
                .flatMap(example -> Stream.of(faces).map(face -> face.apply(example)))
                .toList();
    }

    /** Problems of four digits each. */
    private static List<HardeningExample> draw(int count, Seed seed) {
        RandomGenerator random = seed.generator();
        List<HardeningExample> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] digits = random.ints(4, 0, 10).toArray();
            String copied = words(digits, 0);
            String shifted = words(digits, 3);
            drawn.add(new HardeningExample(
                    new Demonstration("_ | " + copied + " |", shifted),
                    new Demonstration("_ | " + copied + " |", copied),
                    new Demonstration("pwd | " + copied + " |", shifted)));
        }
        return drawn;
    }

    private static String words(int[] digits, int shift) {
        return IntStream.of(digits)
                .mapToObj(digit -> String.valueOf((digit + shift) % 10))
                .collect(Collectors.joining(" "));
    }

    private static TrainablePolicy random() {
        List<String> words = Stream.concat(
                        IntStream.range(0, 10).mapToObj(String::valueOf), Stream.of("_", "pwd", "|", "<end>"))
                .toList();
        return TrainablePolicy.random(ModelPreset.NANO, new WordTokenizer(words, "<end>"), new Seed(0));
    }
}
