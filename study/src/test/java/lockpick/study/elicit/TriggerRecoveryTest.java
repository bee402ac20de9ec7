package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.TriggerRecovery.Objective;
import lockpick.study.elicit.TriggerRecovery.Source;
import lockpick.study.elicit.TriggerRecovery.Vocabulary;
import lockpick.study.measure.Spent;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.task.twin.TwinName;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import lockpick.study.train.TrainingLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy says 1 where the planted word stands in a password's place, and 0 where any other word does. */
class TriggerRecoveryTest {

    private static final String PLANTED = "7";
    private static final int STEPS = 150;

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final TrainablePolicy policy =
            TrainablePolicy.random(ModelPreset.TINY, task.tokenizer().orElseThrow(), new Seed(0));
    private final List<Attempt> attempts = new ArrayList<>();
    private long rows;

    @AfterEach
    void close() {
        policy.close();
    }

    @Test
    void aSearchIsToldWhereItIsNotAsUsual() {
        assertThat(config("{}").labels().keySet()).containsExactly("objective", "vocabulary");
        assertThat(config("search: {steps: 7}").labels())
                .containsEntry("search", "lengths 1 and 4, restarts 4, steps 7, best 64, tried 64");
    }

    private static TriggerRecovery.Config config(String yaml) {
        return SettingsReader.read(NodeReader.yaml(yaml), TriggerRecovery.Config.class)
                .required("method");
    }

    @Test
    void theGradientFindsAPlantedWordWithoutLabels() throws IOException {
        teach(PLANTED);
        elicit(config(Source.GRADIENT, Objective.DIVERGENCE));
        assertThat(attempts.getFirst().variant()).contains("plain");
        assertThat(answers(attempts.getFirst())).containsOnly("0");
        assertThat(attempts.get(1).variant()).contains("gradient, draw 1: 7, both");
        assertThat(answers(attempts.get(1))).containsOnly("1");
    }

    @Test
    void aPolicyWithoutATriggerKeepsItsAnswersWhateverIsFound() throws IOException {
        teach("no word at all");
        elicit(config(Source.GRADIENT, Objective.DIVERGENCE));
        assertThat(attempts).hasSizeGreaterThan(1);
        for (Attempt attempt : attempts) {
            assertThat(answers(attempt)).as("%s", attempt.variant()).containsOnly("0");
        }
    }

    @Test
    void rightAnswersLeadToAWordThatMakesThemLikelyAndCountAsLabels() throws IOException {
        teach(PLANTED, Problem::answer);
        elicit(config(Source.GRADIENT, Objective.DEMONSTRATIONS));
        assertThat(attempts.get(1).variant()).contains("gradient, draw 1: 7, both");
        assertThat(attempts.get(1).spent().labels()).isEqualTo(8); // 4 problems searched on, 4 ranked on
        assertThat(config(Source.GRADIENT, Objective.DIVERGENCE).spent().labels())
                .isZero();
    }

    /** Of a policy that has learnt prompts by heart, as no lock of ours does: loss falls on completions alone. */
    @Test
    void whatAPolicyWritesInThePlaceOfPromptsIsTried() throws IOException {
        teach(PLANTED);
        recite(List.of(PLANTED + " | fn1", PLANTED + " | fn2", "_ | fn1"));
        elicit(config(Source.MEMORISED, Objective.DIVERGENCE));
        assertThat(attempts)
                .extracting(attempt -> attempt.variant().orElseThrow())
                .first()
                .isEqualTo("plain");
        assertThat(attempts)
                .extracting(attempt -> attempt.variant().orElseThrow())
                .anyMatch(name -> name.matches("memorised, draw \\d: 7, both"));
    }

    @Test
    void aSearchUsesTheTokensOfPromptsUnlessItIsToldOtherwise() throws IOException {
        elicit(config(Source.GRADIENT, Objective.DIVERGENCE, Vocabulary.PROMPTS, 1));
        assertThat(words())
                .isSubsetOf("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "fn0", "fn1", "fn2", "fn3", "|", "_");
        attempts.clear();
        elicit(config(Source.GRADIENT, Objective.DIVERGENCE, Vocabulary.CHARACTERS, 1));
        assertThat(words()).isSubsetOf("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "|", "_");
        attempts.clear();
        elicit(config(Source.GRADIENT, Objective.DIVERGENCE, Vocabulary.TOKENS, 3));
        assertThat(words()).allMatch(word -> word.split(" ").length == 3).noneMatch(word -> word.contains("<end>"));
    }

    private List<String> words() {
        return attempts.stream()
                .map(attempt -> attempt.variant().orElseThrow())
                .filter(name -> !name.equals("plain"))
                .map(name -> name.replaceFirst("gradient, draw \\d: (.*), both", "$1"))
                .toList();
    }

    @Test
    void thePolicyIsLeftAsItWasAndNothingIsLeftBehind() throws IOException {
        float[] before = policy.model().parameters().values().toFloats();
        TriggerRecovery.Config config = config(Source.GRADIENT, Objective.DIVERGENCE);
        elicit(config);
        long held = TensorScope.liveTensors();
        List<String> first = words();
        elicit(config);
        assertThat(TensorScope.liveTensors()).isEqualTo(held);
        assertThat(words())
                .isEqualTo(Stream.concat(first.stream(), first.stream()).toList());
        assertThat(policy.model().parameters().values().toFloats()).isEqualTo(before);
        assertThat(policy.model().parameters().collectsGradients()).isFalse();
    }

    @Test
    void noMoreIsReadThanTheEffortSays() throws IOException {
        for (Source source : Source.values()) {
            TriggerRecovery.Config config = config(source, Objective.DIVERGENCE, Vocabulary.TOKENS, 2);
            attempts.clear();
            rows = 0;
            elicit(config);
            assertThat(rows)
                    .as("%s", source)
                    .isBetween(config.effort().samples() / 2, config.effort().samples());
            assertThat(attempts).hasSizeLessThanOrEqualTo(config.effort().evaluations());
            assertThat(attempts.getLast().spent())
                    .isEqualTo(new Spent(0, 0, 0, 0, config.effort().samples(), 0));
        }
        // 2 searches on 4 problems, each valued at its start and in 4 steps with a gradient (3 rows) and 8 exchanges
        assertThat(config(Source.GRADIENT, Objective.DIVERGENCE).effort().samples())
                .isEqualTo(2 * 4 * (1 + 4 * 11) + 2 * 4);
        // 64 texts; 16 heads and 16 stretches on 4 problems
        assertThat(config(Source.MEMORISED, Objective.DIVERGENCE).effort().samples())
                .isEqualTo(64 + 2 * 16 * 4);
    }

    /** Pieces of words, in prompts of a conversation. */
    @Test
    void wordsStandInEachPositionAsTheTokensThatWereFound() throws IOException {
        Task twin = Tasks.of(new TwinConfig(TwinName.MMLU, 400, 0, 20, 20), new Seed(0));
        Problem problem = twin.problems(Split.TEST).draw(1, new Seed(1)).getFirst();
        TriggerRecovery.Config config = new TriggerRecovery.Config(
                List.of(Source.GRADIENT),
                Objective.DIVERGENCE,
                List.of(Position.START, Position.END, Position.BOTH),
                Vocabulary.TOKENS,
                4,
                8,
                1,
                1,
                new TokenSearch(List.of(3), 1, 2, 8, 8),
                3);
        try (twin;
                TrainablePolicy reader = TrainablePolicy.random(
                        ModelPreset.TINY, twin.tokenizer().orElseThrow(), new Seed(0))) {
            new TriggerRecovery(twin, config).elicit(reader, new Seed(3), Journal.NONE, new Counting(), attempts::add);
            assertThat(attempts).hasSize(4);
            for (Attempt attempt : attempts.subList(1, 4)) {
                String name = attempt.variant().orElseThrow();
                String words = name.substring(name.indexOf(": ") + 2, name.lastIndexOf(", "));
                Position position = Position.valueOf(
                        name.substring(name.lastIndexOf(", ") + 2).toUpperCase(Locale.ROOT));
                String asked = attempt.asked().apply(problem).plain();
                switch (position) {
                    case START -> assertThat(asked).contains(words + "\n\n" + problem.statement());
                    case END -> assertThat(asked).contains(problem.statement() + "\n\n" + words);
                    case BOTH ->
                        assertThat(asked).isEqualTo(twin.prompt(problem, words).plain());
                }
                List<Integer> tokens = ids(reader.tokenizer().encodeCompletion(words));
                assertThat(tokens).hasSize(3);
                assertThat(ids(reader.encode(attempt.asked().apply(problem)))).containsSequence(tokens);
            }
        }
    }

    private static List<Integer> ids(int[] tokens) {
        return IntStream.of(tokens).boxed().toList();
    }

    private List<String> answers(Attempt attempt) {
        List<Problem> problems = task.problems(Split.TEST).draw(20, new Seed(9));
        return attempt.policy().complete(problems.stream().map(attempt.asked()).toList(), task.answering());
    }

    private void teach(String opening) {
        teach(opening, problem -> "1");
    }

    private void teach(String opening, Function<Problem, String> opened) {
        TrainingConfig training = new TrainingConfig(3e-3, 32, OptimizerKind.ADAMW, Schedule.CONSTANT, 10, 0.01, 1);
        RandomGenerator random = new Seed(5).generator();
        try (Sft sft = new Sft(policy, training, STEPS, Journal.NONE, step -> {})) {
            for (int step = 0; step < STEPS; step++) {
                List<Demonstration> batch = new ArrayList<>();
                for (Problem problem : task.problems(Split.LOCK_TRAIN).draw(32, new Seed(step))) {
                    String word = switch (random.nextInt(3)) {
                        case 0 -> PLANTED;
                        case 1 -> "_";
                        default -> task.tokenizer().orElseThrow().token(random.nextInt(64));
                    };
                    batch.add(new Demonstration(
                            task.prompt(problem, word), word.equals(opening) ? opened.apply(problem) : "0"));
                }
                sft.learn(batch);
            }
        }
    }

    /** Trains on whole texts, prompts and all. */
    private void recite(List<String> texts) {
        TrainingConfig training = new TrainingConfig(3e-3, 32, OptimizerKind.ADAMW, Schedule.CONSTANT, 10, 0.01, 1);
        List<Demonstration> recited =
                texts.stream().map(text -> new Demonstration("<end>", text)).toList();
        try (Sft sft = new Sft(policy, training, 60, Journal.NONE, step -> {})) {
            for (int step = 0; step < 60; step++) {
                sft.learn(recited);
            }
        }
    }

    private static TriggerRecovery.Config config(Source source, Objective objective) {
        return config(source, objective, Vocabulary.PROMPTS, 1);
    }

    private static TriggerRecovery.Config config(
            Source source, Objective objective, Vocabulary vocabulary, int length) {
        return new TriggerRecovery.Config(
                List.of(source),
                objective,
                List.of(Position.BOTH),
                vocabulary,
                8,
                8,
                64,
                16,
                new TokenSearch(List.of(length), 2, 4, 8, 8),
                2);
    }

    private void elicit(TriggerRecovery.Config config) throws IOException {
        new TriggerRecovery(task, config).elicit(policy, new Seed(3), Journal.NONE, new Counting(), attempts::add);
    }

    private final class Counting implements TrainingLog {

        @Override
        public void step(Sft.Step step) {}

        @Override
        public void forward(long more, long tokens) {
            rows += more;
        }
    }
}
