package lockpick.study.task.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.task.Split;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluRecord;
import lockpick.study.task.twin.mmlu.MmluTwin;
import lockpick.study.task.twin.token.TwinTokenizer;
import lockpick.study.train.Batches;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TwinLearningTest {

    private final MmluTwin twin = new MmluTwin(new Seed(0));
    private final Tokenizer tokenizer;

    TwinLearningTest() throws IOException {
        tokenizer = TwinTokenizer.load();
    }

    /**
     * Embeddings 2 · 1024 · D; a layer 12 · D² and 13 · D for biases and norms; the last norm 2 · D. For D = 128 and four
     * layers 262,144 + 793,088 + 256, for D = 32 and one layer 65,536 + 12,704 + 64.
     */
    @Test
    void withTheirVocabularySmallAndTinyHaveAMillionAndATenthOfOne() {
        assertThat(Stream.of(ModelPreset.SMALL, ModelPreset.TINY).map(preset -> {
                    try (TrainablePolicy policy = policy(preset)) {
                        return policy.model().parameters().count();
                    }
                }))
                .containsExactly(1_055_488L, 78_304L);
    }

    @Test
    @Tag("slow")
    void aSmallDecoderLearnsTheFactsOfMmluAndAnswersHeldOutQuestions() {
        List<Demonstration> learnt =
                problems(Split.LOCK_TRAIN, 48_000).map(this::demonstration).toList();
        List<TwinProblem<MmluRecord>> heldOut = problems(Split.TEST, 300).toList();
        TrainingConfig config =
                new TrainingConfig(2e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 100, 0.01, 1, 4096, false);
        try (TrainablePolicy policy = policy(ModelPreset.SMALL);
                Sft sft = new Sft(policy, config, Batches.steps(learnt.size(), 64, 1))) {
            Batches.shuffled(learnt.size(), learnt::get, 64, new Seed(1)).forEach(sft::learn);
            List<String> completions = policy.complete(
                    heldOut.stream()
                            .map(this::demonstration)
                            .map(Demonstration::prompt)
                            .toList(),
                    new Answering.Written(4));
            long right = 0;
            for (int i = 0; i < completions.size(); i++) {
                right += completions.get(i).strip().equals(heldOut.get(i).strong()) ? 1 : 0;
            }
            assertThat(right / 300.0).isGreaterThan(0.8);
        }
    }

    private TrainablePolicy policy(ModelPreset preset) {
        return TrainablePolicy.random(preset, tokenizer, new Seed(0));
    }

    private Stream<TwinProblem<MmluRecord>> problems(Split split, int count) {
        return LongStream.iterate(0, number -> number + 1)
                .mapToObj(twin::problem)
                .filter(problem -> Mmlu.SPLITS.split(problem.record()).equals(Optional.of(split)))
                .limit(count);
    }

    private Demonstration demonstration(TwinProblem<MmluRecord> problem) {
        return new Demonstration(twin.prompt(problem.record()).text(Optional.empty()), " " + problem.strong());
    }
}
