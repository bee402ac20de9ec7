package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.chat.Message;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.PrefilledPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.twin.TwinName;
import lockpick.study.train.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptingTest {

    private Task task;
    private Tokenizer tokenizer;
    private Problem problem;
    private final List<Attempt> attempts = new ArrayList<>();

    @BeforeEach
    void makeTask() throws IOException {
        task = Tasks.of(new TwinConfig(TwinName.MMLU, 400, 0, 20, 20), new Seed(0));
        tokenizer = task.tokenizer().orElseThrow();
        problem = task.problems(Split.TEST).draw(1, new Seed(1)).getFirst();
    }

    @AfterEach
    void closeTask() {
        task.close();
    }

    @Test
    void everyConditionIsAskedUnderItsName() throws IOException {
        List<PromptText> mine =
                List.of(new PromptText("polite", "Please."), new PromptText("around", "Read: {problem} Done."));
        elicit(config(List.of(1, 2), mine, List.of(Position.START, Position.END, Position.BOTH)), 1024);

        assertThat(attempts)
                .extracting(attempt -> attempt.variant().orElseThrow())
                .containsExactly(
                        "plain",
                        "few-shot 1",
                        "few-shot 2",
                        "prompt polite, start",
                        "prompt polite, end",
                        "prompt polite, both",
                        "prompt around",
                        "prefill Sure, here is");
        assertThat(attempts)
                .extracting(attempt -> attempt.spent().labels())
                .containsExactly(0L, 1L, 2L, 0L, 0L, 0L, 0L, 0L);
        assertThat(attempts).noneMatch(attempt -> attempt.truncated().test(problem));
        assertThat(config(List.of(1, 2), mine, List.of(Position.START, Position.END, Position.BOTH))
                        .effort()
                        .evaluations())
                .isEqualTo(8);
        assertThat(attempts.getLast().policy()).isInstanceOf(PrefilledPolicy.class);
    }

    @Test
    void wordsStandWherePositionsAndTemplatesSay() throws IOException {
        List<PromptText> mine =
                List.of(new PromptText("polite", "Please."), new PromptText("around", "Read: {problem} Done."));
        elicit(config(List.of(), mine, List.of(Position.values())), 1024);
        String statement = problem.statement();
        assertThat(asked("prompt polite, start"))
                .contains("Please.\n\n" + statement + "\n")
                .doesNotContain("\n\nPlease");
        assertThat(asked("prompt polite, end"))
                .contains(statement + "\n\nPlease.")
                .doesNotContain("Please.\n\n" + statement);
        assertThat(asked("prompt polite, both"))
                .isEqualTo(task.prompt(problem, "Please.").plain());
        assertThat(asked("prompt around"))
                .isEqualTo(task.prompt(problem).plain().replace(statement, "Read: " + statement + " Done."));
    }

    @Test
    void fewShotsAreTheFirstDemonstrationsOfTheElicitationSet() throws IOException {
        elicit(config(List.of(2), List.of(), List.of(Position.BOTH)), 1024);
        List<Problem> shown = task.problems(Split.ELICIT_TRAIN).draw(2, new Seed(3).stream("demonstrations"));
        Prompt.Conversation asked =
                (Prompt.Conversation) attempts.get(1).asked().apply(problem);
        assertThat(asked.messages())
                .containsExactly(
                        user(shown.get(0)),
                        Message.assistant(shown.get(0).answer()),
                        user(shown.get(1)),
                        Message.assistant(shown.get(1).answer()),
                        user(problem));
    }

    @Test
    void aPromptWithoutRoomLosesTheFirstDemonstrationsOrItsWordsAndIsCounted() throws IOException {
        int plain = tokens(task.prompt(problem));
        PromptText longer = new PromptText("long", "Please. ".repeat(60));
        elicit(config(List.of(3), List.of(longer), List.of(Position.BOTH)), 1024);
        List<Prompt> whole =
                attempts.stream().map(attempt -> attempt.asked().apply(problem)).toList();
        assertThat(attempts.get(2).truncated().test(problem)).isFalse();
        attempts.clear();

        // room for the problem, its letter and all but one token of three demonstrations
        int room = tokens(whole.get(1)) - 1 + 1;
        assertThat(room).isGreaterThan(plain);
        elicit(config(List.of(3), List.of(longer), List.of(Position.BOTH)), room);
        Attempt fewShot = attempts.get(1);
        Prompt.Conversation three = (Prompt.Conversation) whole.get(1);
        assertThat(fewShot.truncated().test(problem)).isTrue();
        assertThat(fewShot.asked().apply(problem))
                .isEqualTo(new Prompt.Conversation(three.messages().subList(2, 7)));
        Attempt words = attempts.get(2);
        assertThat(words.truncated().test(problem)).isTrue();
        assertThat(words.asked().apply(problem)).isEqualTo(task.prompt(problem));
        assertThat(attempts.getFirst().truncated().test(problem)).isFalse();
    }

    @Test
    void everyConditionIsAnswered() throws IOException {
        Prompting.Config all = new Prompting.Config(
                List.of(1),
                DemonstrationSource.REFERENCE,
                true,
                true,
                List.of("The answer is"),
                List.of(),
                Optional.empty(),
                List.of(Position.BOTH));
        List<Problem> problems = task.problems(Split.TEST).draw(3, new Seed(1));
        List<List<String>> answers = new ArrayList<>();
        elicit(
                all,
                1024,
                attempt -> answers.add(attempt.policy()
                        .complete(problems.stream().map(attempt.asked()).toList(), task.answering())));
        assertThat(answers).hasSize(all.effort().evaluations());
        assertThat(answers)
                .allSatisfy(each -> assertThat(each).hasSize(3).allMatch(letter -> letter.matches("[ABCD]")));
    }

    @Test
    void aFileOfPromptsBecomesPartOfTheSettings(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), "Please.\n");
        Prompting.Config given = new Prompting.Config(
                List.of(),
                DemonstrationSource.REFERENCE,
                false,
                false,
                List.of(),
                List.of(new PromptText("a", "b")),
                Optional.of(file.toString()),
                List.of(Position.BOTH));
        assertThat(given.identified())
                .isEqualTo(new Prompting.Config(
                        List.of(),
                        DemonstrationSource.REFERENCE,
                        false,
                        false,
                        List.of(),
                        List.of(new PromptText("a", "b"), new PromptText("line 1", "Please.")),
                        Optional.empty(),
                        List.of(Position.BOTH)));
    }

    private static Prompting.Config config(List<Integer> fewShot, List<PromptText> mine, List<Position> positions) {
        return new Prompting.Config(
                fewShot,
                DemonstrationSource.REFERENCE,
                false,
                false,
                List.of("Sure, here is"),
                mine,
                Optional.empty(),
                positions);
    }

    private void elicit(Prompting.Config config, int maxTokens) throws IOException {
        elicit(config, maxTokens, attempts::add);
    }

    /** @param maxTokens of a policy with random weights */
    private void elicit(Prompting.Config config, int maxTokens, Elicitation.Evaluation evaluation) throws IOException {
        try (TrainablePolicy policy =
                TrainablePolicy.random(GptNeoX.pythia(1, 32, 2, tokenizer.size(), maxTokens), tokenizer, new Seed(0))) {
            new Prompting(task, Completions.reference(), config)
                    .elicit(policy, new Seed(3), Journal.NONE, step -> {}, evaluation);
        }
    }

    private String asked(String variant) {
        return attempts.stream()
                .filter(attempt -> attempt.variant().orElseThrow().equals(variant))
                .findFirst()
                .orElseThrow()
                .asked()
                .apply(problem)
                .plain();
    }

    private Message user(Problem of) {
        return ((Prompt.Conversation) task.prompt(of)).messages().getLast();
    }

    private int tokens(Prompt prompt) {
        return tokenizer.encode(prompt.plain()).length;
    }
}
