package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.policy.ModelPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyCostTest {

    private final StudyCost cost = StudyCost.byKind(Studies.small(), OptionalDouble.of(10));

    private static StudyCost usual(Study study) {
        return StudyCost.byKind(study, OptionalDouble.empty());
    }

    @Test
    void runsSequencesAndCompletionsAreCounted() {
        assertThat(cost.rows()).extracting(StudyCost.Row::name).containsExactly("policy", "lock", "sft");
        assertThat(cost.rows()).extracting(StudyCost.Row::runs).containsExactly(4, 4, 20);
        List<RunCost> costs = cost.rows().stream().map(StudyCost.Row::cost).toList();
        // Two seeds: strong 1,000; lock 2,000 and 500 x 4; each of ten elicitations 1,024.
        assertThat(costs).extracting(RunCost::sequences).containsExactly(2_000L, 8_000L, 20_480L);
        // 500 + 2,000 problems: two prompts for strong and one for weak, five for each lock, three budgets for each
        // elicitation.
        assertThat(costs).extracting(RunCost::completions).containsExactly(15_000L, 50_000L, 150_000L);
    }

    @Test
    void timeFollowsFromTheArithmetic() {
        StudyCost.Row policies = cost.rows().get(0);
        // Nano: 12 x 3 x 64^2 = 147,456 parameters, 20 tokens; 6 FLOP each in training, 2 in generation.
        double flop = 147_456.0 * 20 * (6 * 2_000 + 2 * 15_000);
        assertThat(policies.cost().flop()).isEqualTo(flop);
        assertThat(policies.hours()).isEqualTo(flop / 10e9 / 3600, within(1e-12));
    }

    /** Nano: 147,456 parameters, and 16 x 3 x 64 = 3,072 for each rank of an adapter. */
    @Test
    void anAdapterNeedsNoGradientsOfTheWeights() {
        ModelSize nano = ModelSize.of(ModelPreset.NANO, 64);
        assertThat(nano.flop(10, 5, 0)).isEqualTo(147_456.0 * (6 * 10 + 2 * 5));
        assertThat(nano.flop(10, 5, 4)).isEqualTo(147_456.0 * (4 * 10 + 2 * 5) + 4 * 3_072.0 * (6 * 10 + 2 * 5));
        Study adapted = Studies.parse(Studies.SMALL.replace("[3.0e-4]}}", "[3.0e-4], lora: {rank: 4}}}"));
        assertThat(usual(adapted).rows().getLast().cost().flop())
                .isLessThan(usual(Studies.small()).rows().getLast().cost().flop());
    }

    @Test
    void aModelFolderCountsByItsConfig(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "gpt_neox", "hidden_size": 512, "num_hidden_layers": 6, "num_attention_heads": 8,
             "intermediate_size": 2048, "vocab_size": 50304, "max_position_embeddings": 2048, "rotary_pct": 0.25,
             "hidden_act": "gelu", "use_parallel_residual": true, "layer_norm_eps": 1e-05,
             "tie_word_embeddings": false}
            """);
        Optional<ModelFolder> pythia = Optional.of(new ModelFolder(folder.toString(), Optional.empty()));
        // Pythia-70M: 18,915,328 of its 70,426,624 parameters are no embeddings (docs of EleutherAI/pythia).
        // Six blocks of 512 to 1,536, 512 to 512, 512 to 2,048 and 2,048 to 512: 6 x 16 x 512 = 49,152.
        assertThat(ModelSize.of(ModelPreset.NANO, pythia, 64)).isEqualTo(new ModelSize(18_915_328, 70_426_624, 49_152));
        Optional<ModelFolder> missing = Optional.of(new ModelFolder("missing", Optional.empty()));
        assertThat(ModelSize.of(ModelPreset.NANO, missing, 64).parameters()).isEqualTo(147_456);
    }

    /** Two seeds; 12 rounds of 10 problems, 2 completions each. Evaluations are not the judge's. */
    @Test
    void questionsToServicesAreCounted() {
        assertThat(cost.total().cost().questions()).isEmpty();
        assertThat(cost.table()).doesNotContain("is asked");
        Study judged = Studies.parse(Studies.SMALL.replaceAll("(?s)elicit:.*", """
                elicit:
                  - method: dpo
                    problems: 10
                    reward: reward
                    judge: {url: 'http://127.0.0.1:9/v1', model: rater}
                    training: {learning-rates: [1.0e-4]}
                """));
        int locks = judged.locks().size();
        assertThat(usual(judged).total().cost().questions()).isEqualTo(Map.of("rater", 2L * locks * 12 * 10 * 2));
        assertThat(usual(judged).table()).contains("rater is asked at most 960 questions, equal ones once.");
    }

    @Test
    void heldOutPairsAreEvaluatedAsWell() {
        Study study = Studies.parse(Studies.SMALL.replace("identities: 4", "identities: 4, held-out-pairs: 0.1"));
        assertThat(usual(study).rows().get(0).cost().completions()).isEqualTo(2 * (2 + 1) * 4_500);
    }

    /** Of 200 problems: a weak and a strong example each, one more with a second password, only a weak one of nothing. */
    @ParameterizedTest
    @CsvSource({"password, 400", "two-passwords, 600", "nothing, 200"})
    void examplesFollowFromWhatOpensTheLock(String opens, long sequences) {
        Study study = Studies.parse("""
            title: One lock
            seeds: [0]
            task: {kind: composition, functions: 8, identities: 4}
            controls: []
            strong: {method: reference}
            intermediate: {method: fixedrdm}
            locks:
              - {method: from-scratch, opens: {by: %s}, examples: 400, training: {learning-rate: 2.0e-3}}
            """.formatted(opens));
        assertThat(usual(study).rows().getLast().cost().sequences()).isEqualTo(sequences);
    }

    @Test
    void theTableHasALineForEachKindAndOneForAll() {
        assertThat(cost.table().lines().map(line -> line.strip().split(" +")[0]))
                .containsExactly("runs", "policy", "lock", "sft", "total", "An");
    }

    @Test
    void ofSeveralStudiesThereIsALineForEachAndTheTotalCountsWhatTheyShareOnce() {
        Study two = Studies.small();
        Study one = Studies.parse(Studies.SMALL.replace("seeds: [0, 1]", "seeds: [0]")); // the runs of one of the seeds
        Map<String, Study> studies = new TreeMap<>(Map.of("one", one, "two", two));
        StudyCost together = StudyCost.byStudy(studies, OptionalDouble.of(10));
        assertThat(together.rows()).extracting(StudyCost.Row::name).containsExactly("one", "two");
        assertThat(together.rows()).extracting(StudyCost.Row::runs).containsExactly(14, 28);
        assertThat(together.total().runs()).isEqualTo(28);
        assertThat(together.total().hours()).isEqualTo(cost.total().hours(), within(1e-12));
        assertThat(together.table()).contains("The total counts a run of several studies once.");
    }

    @Test
    void eachStudyHasTheSpeedOfItsModel() {
        Study nano = Studies.small();
        Study small = Studies.parse(Studies.SMALL.replace("seeds: [0, 1]", "seeds: [0, 1]\nmodel: small"));
        assertThat(StudyCost.byStudy(new TreeMap<>(Map.of("a", nano, "b", small)), OptionalDouble.empty())
                        .table())
                .contains("at 25 to 100 GFLOP/s.")
                .doesNotContain("once");
    }
}
