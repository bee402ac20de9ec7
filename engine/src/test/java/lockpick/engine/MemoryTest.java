package lockpick.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Stopping;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.CompletionLoss;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.RandomRows;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.optim.AdamW;
import lockpick.engine.optim.Lion;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.preference.DpoGradients;
import lockpick.engine.preference.DpoLoss;
import lockpick.engine.preference.PreferencePair;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Thousands of steps hold no more memory than hundreds. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {

    private static final int VOCABULARY = 64;
    private static final double GROWTH = 1.05;
    private static final int READINGS = 8;

    private final Random random = new Random(1);

    @Test
    void trainingHoldsNoMoreMemoryAfterTwoThousandSteps() {
        try (Decoder model = model();
                Optimizer lion = new Lion(model.parameters(), new Lion.Settings(0.9, 0.99, 0.1, 1));
                Optimizer adamW = new AdamW(model.parameters(), new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, 1))) {
            Runnable step = () -> {
                try (var scope = TensorScope.open()) {
                    Tensor loss = CompletionLoss.of(model, batch()).mean();
                    loss.backward();
                    (random.nextBoolean() ? lion : adamW).step(1e-4);
                }
            };
            assertFlat(step, 400, 2_000);
        }
    }

    @Test
    void trainingInPartsThatAreComputedTwiceHoldsNoMoreMemory() {
        try (Decoder model = model();
                Optimizer lion = new Lion(model.parameters(), new Lion.Settings(0.9, 0.99, 0.1, 1))) {
            CompletionGradients gradients = new CompletionGradients(model, true);
            Runnable step = () -> {
                gradients.collect(MicroBatches.of(batch(), 40));
                lion.step(1e-4);
            };
            assertFlat(step, 200, 800);
        }
    }

    @Test
    void trainingOnDistributionsHoldsNoMoreMemory() {
        try (Decoder model = model();
                Optimizer lion = new Lion(model.parameters(), new Lion.Settings(0.9, 0.99, 0.1, 1))) {
            RandomRows rows = new RandomRows(random, VOCABULARY);
            CompletionGradients gradients = new CompletionGradients(model, false);
            Runnable step = () -> {
                gradients.collect(MicroBatches.of(rows.weighted(), 60));
                lion.step(1e-4);
            };
            assertFlat(step, 200, 800);
        }
    }

    @Test
    void learningPreferencesHoldsNoMoreMemory() {
        try (Decoder model = model();
                Optimizer lion = new Lion(model.parameters(), new Lion.Settings(0.9, 0.99, 0.1, 1))) {
            DpoGradients gradients =
                    new DpoGradients(new CompletionGradients(model, false), new Scorer(model, 8), new DpoLoss(0.1));
            Runnable step = () -> {
                List<Sequence> rows = batch();
                List<PreferencePair> pairs = List.of(
                        new PreferencePair(rows.get(0), rows.get(1), -20, -20),
                        new PreferencePair(rows.get(2), rows.get(3), -20, -20));
                gradients.collect(pairs, MicroBatches::whole);
                lion.step(1e-4);
            };
            assertFlat(step, 200, 800);
        }
    }

    @Test
    void trainingAnAdapterHoldsNoMoreMemory() {
        LoraConfig config = new LoraConfig(2, 4, List.of(LoraConfig.ALL_LINEAR));
        try (Decoder model = model();
                LoraAdapter adapter = LoraAdapter.fresh(model, config, new Seed(3));
                Optimizer adamW = new AdamW(adapter.parameters(), new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, 1))) {
            CompletionGradients gradients = new CompletionGradients(model, false);
            Runnable step = () -> {
                gradients.collect(MicroBatches.whole(batch()));
                adamW.step(1e-4);
            };
            assertFlat(step, 200, 800);
        }
    }

    @Test
    void generatingHoldsNoMoreMemory() {
        try (Decoder model = model()) {
            Generator generator = new Generator(model, 8, Stopping.at(0));
            Runnable step = () -> generator.generate(requests(), new Sampling(1, 0, 1, 4));
            assertFlat(step, 160, 480);
        }
    }

    @Test
    void makingAndClosingModelsHoldsNoMoreMemory() {
        assertFlat(() -> model().close(), 40, 160);
    }

    /**
     * Readings are taken along the way and the lowest of either half compared: compiling Java takes memory too, for a
     * while.
     */
    private static void assertFlat(Runnable step, int warmUp, int steps) {
        repeat(step, warmUp);
        long tensors = TensorScope.liveTensors();
        List<Long> kilobytes = new ArrayList<>();
        for (int reading = 0; reading < READINGS; reading++) {
            repeat(step, steps / READINGS);
            kilobytes.add(residentKilobytes());
        }
        long early = Collections.min(kilobytes.subList(0, READINGS / 2));
        long late = Collections.min(kilobytes.subList(READINGS / 2, READINGS));

        assertThat(TensorScope.liveTensors()).isEqualTo(tensors);
        assertThat((double) late / early)
                .as("resident memory in kB, every %d steps: %s", steps / READINGS, kilobytes)
                .isLessThan(GROWTH);
    }

    private static void repeat(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    /** What the process holds, with as little rubbish of the Java heap in it as may be. */
    private static long residentKilobytes() {
        System.gc();
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("Linux tells the memory of a process", e);
        }
    }

    private static Decoder model() {
        return Decoder.random(GptNeoX.pythia(2, 48, 3, VOCABULARY, 48), new Seed(2));
    }

    private List<Sequence> batch() {
        List<Sequence> batch = new ArrayList<>();
        for (int row = 0; row < 8; row++) {
            batch.add(new Sequence(
                    random.ints(2 + random.nextInt(20), 0, VOCABULARY).toArray(), 1));
        }
        return batch;
    }

    private List<Generator.Request> requests() {
        List<Generator.Request> requests = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            requests.add(new Generator.Request(
                    random.ints(1 + random.nextInt(16), 0, VOCABULARY).toArray(), new Seed(row)));
        }
        return requests;
    }
}
