package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitialWeightsTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theyScoreAsBeforeTrainingAndTrainingGoesOnWithItsOwn(boolean lora) {
        WordTokenizer tokenizer = new WordTokenizer(List.of("0", "1", "2", "3", "<end>"), "<end>");
        try (TrainablePolicy policy = TrainablePolicy.random(ModelPreset.TINY, tokenizer, new Seed(1))) {
            Demonstration counting = new Demonstration(Prompt.text("1"), "2 3");
            List<Sequence> rows = List.of(policy.sequence(counting));
            float[] before = logProbs(policy.score(rows));
            if (lora) {
                policy.adapt(new LoraConfig(2, 4, List.of(LoraConfig.ALL_LINEAR)), new Seed(2));
            }
            var config = new TrainingConfig(1e-2, 1, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0, 1);
            try (InitialWeights initial = new InitialWeights(policy);
                    Sft sft = new Sft(policy, config, 2)) {
                sft.learn(List.of(counting));
                sft.learn(List.of(counting));
                float[] learnt = logProbs(policy.score(rows));
                assertThat(learnt).isNotEqualTo(before);
                assertThat(logProbs(initial.score(rows))).isEqualTo(before);
                assertThat(logProbs(policy.score(rows))).isEqualTo(learnt);
            }
        }
    }

    private static float[] logProbs(List<Score> scores) {
        return scores.getFirst().logProbs();
    }
}
