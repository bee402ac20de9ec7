package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.BestSamples.TrainedOn;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.grade.RewardSignal;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.ReadWords;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import lockpick.study.train.Round;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingLog;
import org.junit.jupiter.api.Test;

class FilteringTest {

    private static final Seed ROOT = new Seed(5);

    /** Three rounds of 6 of 10 problems: 18 completions, at most two of a problem. */
    private static final Filtering.Config CONFIG = new Filtering.Config(
            new Rounds(3, 6, 10, 3),
            new BestSamples(List.of(2), RewardSignal.CORRECT, Optional.empty(), false, TrainedOn.ROUND),
            2,
            4,
            new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 0, 0, 1));

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final List<Asked> asked = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();

    private record Asked(String problem, int draw) {}

    /** The second completion of every problem is right, the first is not. */
    private String written(Problem problem, int draw) {
        asked.add(new Asked(problem.id(), draw));
        return draw == 1 ? problem.answer() : "pwd7 pwd7";
    }

    @Test
    void theWeakPolicysCompletionsAreTakenOnceEachAndTheBestOfARoundLearnt() throws IOException {
        Completions weak = this::written;
        TrainingLog log = new TrainingLog() {
            @Override
            public void step(Sft.Step step) {}

            @Override
            public void round(Round round) {
                rounds.add(round);
            }
        };
        List<Attempt> attempts = new ArrayList<>();
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            ReadWords read = new ReadWords(policy);
            new Filtering(task, weak, CONFIG).elicit(policy, CONFIG.seed(ROOT), Journal.NONE, log, attempts::add);
            assertThat(read.sinceThen()).contains("pwd7"); // of the first round, in which nothing was right
        }
        assertThat(rounds)
                .containsExactly(
                        new Round(1, 6, 6, 0, 0, 2, 0, true), // problems 0 to 5
                        new Round(2, 12, 6, 2 / 6.0, 2, 2, 1, false), // 6 to 9, and 0 and 1 again
                        new Round(3, 18, 6, 1, 6, 2, 1, true)); // 2 to 7 again
        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().spent().samples()).isEqualTo(18);
        assertThat(asked).doesNotHaveDuplicates();
    }

    /** The run that draws them asks the same problems, and often enough. */
    @Test
    void whatItTakesIsWhatItIsGiven() throws IOException {
        Taken taken = CONFIG.taken().orElseThrow();
        assertThat(taken).isEqualTo(new Taken(Role.WEAK, ProblemDraw.WEAK_FILTERING, 10, 2));
        theWeakPolicysCompletionsAreTakenOnceEachAndTheBestOfARoundLearnt();
        List<String> drawn = task
                .problems(taken.use().split())
                .draw(10, taken.use().seed(ROOT))
                .stream()
                .map(Problem::id)
                .toList();
        assertThat(asked).allMatch(each -> drawn.contains(each.problem()) && each.draw() < taken.draws());
        assertThat(asked.subList(0, 10)).extracting(Asked::problem).isEqualTo(drawn);
    }
}
