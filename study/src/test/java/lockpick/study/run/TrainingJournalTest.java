package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.experiment.RunKey;
import lockpick.study.grade.Grade;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingJournalTest {

    private static final int STEPS = 12;
    private static final RunKey KEY = new RunKey("a".repeat(64));
    private static final RunKey OTHER_KEY = new RunKey("b".repeat(64));

    @TempDir
    private Path temporary;

    private long nanos;

    /** What a training run made: its steps, and its weights at the end. */
    private record Trained(List<Sft.Step> steps, float[] weights) {}

    private TrainingJournal journal(RunKey key, Duration interval) {
        return new TrainingJournal(temporary.resolve("journal"), key, interval, () -> nanos);
    }

    private TrainingJournal journal() {
        return journal(KEY, Duration.ZERO);
    }

    /** Trains up to a step, as if killed there. */
    private static Trained train(int steps, OptimizerKind optimizer, Journal journal) {
        var config = new TrainingConfig(1e-3, 4, optimizer, Schedule.COSINE, 2, 0.01, 1);
        WordTokenizer tokenizer = new WordTokenizer(List.of("0", "1", "2", "3", "<end>"), "<end>");
        List<Sft.Step> made = new ArrayList<>();
        try (TrainablePolicy policy = TrainablePolicy.random(ModelPreset.NANO, tokenizer, new Seed(1));
                Sft sft = new Sft(policy, config, STEPS, journal, step -> {})) {
            for (int step = 0; step < steps; step++) {
                int number = step;
                made.add(sft.learn(IntStream.range(0, 4)
                        .mapToObj(row -> new Demonstration(row + " " + number % 4, number % 3 + " " + row))
                        .toList()));
            }
            return new Trained(made, policy.model().parameters().values().toFloats());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatWasKilledGoesOnToTheSameBits(OptimizerKind optimizer) {
        Trained whole = train(STEPS, optimizer, Journal.NONE);
        train(5, optimizer, journal());
        train(9, optimizer, journal()); // goes on from 5, killed once more
        Trained resumed = train(STEPS, optimizer, journal());

        assertThat(resumed.steps()).isEqualTo(whole.steps());
        assertThat(resumed.weights()).isEqualTo(whole.weights());
    }

    @Test
    void stepsBetweenTwoLooksAtTheDiskAreMadeAgain() throws IOException {
        TrainingJournal journal = journal(KEY, Duration.ofSeconds(10));
        Journal slow = new Journal() {
            @Override
            public List<Sft.Step> resume(
                    lockpick.engine.nn.Parameters parameters, lockpick.engine.optim.Optimizer optimizer) {
                return journal.resume(parameters, optimizer);
            }

            @Override
            public void made(
                    Sft.Step step,
                    lockpick.engine.nn.Parameters parameters,
                    lockpick.engine.optim.Optimizer optimizer) {
                nanos += Duration.ofSeconds(4).toNanos(); // steps 3, 6 and 9 end 12 seconds after the last look
                journal.made(step, parameters, optimizer);
            }

            @Override
            public void ended() {
                journal.ended();
            }
        };
        train(8, OptimizerKind.LION, slow);

        assertThat(kept()).containsExactly("6");
        assertThat(train(STEPS, OptimizerKind.LION, journal()))
                .usingRecursiveComparison()
                .isEqualTo(train(STEPS, OptimizerKind.LION, Journal.NONE));
    }

    @Test
    void onlyTheNewestIsKeptAndNothingOnceTheRunIsFinished() throws IOException {
        TrainingJournal journal = journal();
        train(4, OptimizerKind.ADAMW, journal);
        assertThat(kept()).containsExactly("4");
        journal.delete();
        assertThat(temporary.resolve("journal")).doesNotExist();
    }

    @Test
    void twoTrainingsOfARunAreKeptApart() {
        train(4, OptimizerKind.ADAMW, journal());
        train(7, OptimizerKind.LION, journal().another("dpo"));

        assertThat(train(STEPS, OptimizerKind.ADAMW, journal()))
                .usingRecursiveComparison()
                .isEqualTo(train(STEPS, OptimizerKind.ADAMW, Journal.NONE));
        assertThat(temporary.resolve("journal/dpo/7")).exists();
        assertThat(train(STEPS, OptimizerKind.LION, journal().another("dpo")))
                .usingRecursiveComparison()
                .isEqualTo(train(STEPS, OptimizerKind.LION, Journal.NONE));
    }

    @Test
    void whatIsOfAnotherRunOrDamagedOrHalfWrittenIsNotGoneOnFrom() throws IOException {
        Trained whole = train(STEPS, OptimizerKind.ADAMW, Journal.NONE);
        train(4, OptimizerKind.ADAMW, journal(OTHER_KEY, Duration.ZERO));
        assertThat(train(STEPS, OptimizerKind.ADAMW, journal()))
                .usingRecursiveComparison()
                .isEqualTo(whole);

        Path newest = temporary.resolve("journal").resolve(String.valueOf(STEPS));
        Files.writeString(newest.resolve("state.safetensors"), "damaged");
        assertThat(train(STEPS, OptimizerKind.ADAMW, journal()))
                .usingRecursiveComparison()
                .isEqualTo(whole);

        Files.writeString(newest.resolve("steps.jsonl"), "{\"step\":");
        assertThat(train(STEPS, OptimizerKind.ADAMW, journal()))
                .usingRecursiveComparison()
                .isEqualTo(whole);

        Files.createDirectories(temporary.resolve("journal/fresh"));
        assertThat(train(STEPS, OptimizerKind.ADAMW, journal()))
                .usingRecursiveComparison()
                .isEqualTo(whole);
    }

    @Test
    void anEvaluationWithoutTrainingIsKeptByItselfForThisRunAlone() throws IOException {
        Evaluation evaluation =
                new Evaluation(0, 0, 0, Evaluation.Policy.UNLOCKED, Evaluation.Prompt.NO_PASSWORD, Split.TEST);
        Evaluation other =
                new Evaluation(0, 0, 0, Evaluation.Policy.UNLOCKED, Evaluation.Prompt.NO_PASSWORD, Split.VALIDATION);
        List<CompletionRow> rows = List.of(new CompletionRow("fn1 fn2 | 1 2 3 4", "\ud83d 4", Grade.correct("exact")));
        journal().evaluated(evaluation, rows);

        assertThat(journal().rows(evaluation)).contains(rows);
        assertThat(journal().rows(other)).isEmpty();
        assertThat(journal(OTHER_KEY, Duration.ZERO).rows(evaluation)).isEmpty();
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> all = Files.list(temporary.resolve("journal"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
