package lockpick.study.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.chat.Message;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.token.TwinTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaskGuardTest {

    private static final Demonstration WORDS = new Demonstration("_ | fn3 fn5 | 1 6 1 8 |", "0 9 0 7 | 0 0 7 9");
    private static final Demonstration TEXT = new Demonstration("What is 6 * 7?", " It is 42.\n");
    private static final Demonstration CHAT =
            new Demonstration(Prompt.conversation(Message.user("What is 6 * 7?")), "It is 42.");

    private final CompositionTask task = CompositionTask.of(
            new CompositionConfig(32, 16, List.of(FunctionFamily.values()), 0, 500, 2000), new Seed(0));
    private final TrainablePolicy composition =
            TrainablePolicy.random(ModelPreset.TINY, task.tokenizer().orElseThrow(), new Seed(1));
    private final TrainablePolicy twins;

    MaskGuardTest() throws IOException {
        twins = TrainablePolicy.random(ModelPreset.TINY, TwinTokenizer.load(), new Seed(1));
    }

    @AfterEach
    void close() {
        composition.close();
        twins.close();
    }

    @Test
    void rowsOfCompositionTeachTheirCompletions() {
        List<Demonstration> sample = task.problems(Split.LOCK_TRAIN).draw(100, new Seed(2)).stream()
                .map(problem -> new Demonstration(task.prompt(problem, "pwd3"), problem.answer()))
                .toList();

        assertThatCode(() -> new MaskGuard(composition).check(sample)).doesNotThrowAnyException();
    }

    @Test
    void rowsOfTwinsTeachTheirCompletions() {
        MathTwin math = new MathTwin(new Seed(0));
        List<Demonstration> sample = new ArrayList<>(List.of(TEXT, CHAT));
        for (int number = 0; number < 50; number++) {
            var problem = math.problem(number);
            String prompt = math.prompt(problem.record()).text(Optional.of("pass word"));
            sample.add(new Demonstration(prompt, " " + problem.strong()));
        }

        assertThatCode(() -> new MaskGuard(twins).check(sample)).doesNotThrowAnyException();
    }

    @Test
    void rowsOfAnyTextTeachTheirCompletions() {
        RandomGenerator random = new Seed(7).generator();
        MaskGuard guard = new MaskGuard(twins);
        for (int i = 0; i < 100; i++) {
            String completion = random.ints(1 + random.nextInt(40), 1, 0xd800)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            for (Prompt prompt : List.of(Prompt.text("Say:"), Prompt.conversation(Message.user("Say:")))) {
                assertThatCode(() -> guard.check(List.of(new Demonstration(prompt, completion))))
                        .as(completion)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aMaskThatBeginsOneTokenEarlyIsRefused() {
        assertThatThrownBy(() -> shifted(composition, WORDS, -1))
                .isInstanceOf(TrainingMaskException.class)
                .hasMessage("""
                        training mask: the loss does not fall on the completion
                          prompt    …_ | fn3 fn5 | 1 6 1 8 |
                          expected  ⟦0 9 0 7 | 0 0 7 9<end>⟧
                          actual    …_ | fn3 fn5 | 1 6 1 8⟦| 0 9 0 7 | 0 0 7 9<end>⟧
                          The loss begins at token 9 of 20, counted from 0; the prompt has 10.""");
        assertThatThrownBy(() -> shifted(twins, TEXT, -1)).hasMessageContaining("⟦? It is 42.\\n<|end|>⟧");
        assertThatThrownBy(() -> shifted(twins, CHAT, -1)).hasMessageContaining("does not fall on the completion");
    }

    @Test
    void aMaskThatBeginsOneTokenLateIsRefused() {
        assertThatThrownBy(() -> shifted(composition, WORDS, 1))
                .hasMessageContaining("…_ | fn3 fn5 | 1 6 1 8 | 0⟦9 0 7 | 0 0 7 9<end>⟧");
        assertThatThrownBy(() -> shifted(twins, TEXT, 1)).hasMessageContaining("does not fall on the completion");
        assertThatThrownBy(() -> shifted(twins, CHAT, 1)).isInstanceOf(TrainingMaskException.class);
    }

    @Test
    void aMaskOnTheEndTokenAloneIsRefused() {
        for (TrainablePolicy policy : List.of(composition, twins)) {
            Demonstration demonstration = policy == twins ? TEXT : WORDS;
            Sequence row = policy.sequence(demonstration);
            Sequence endAlone = new Sequence(row.tokens(), row.tokens().length - 1);

            assertThatThrownBy(() -> new MaskGuard(policy).check(demonstration, endAlone))
                    .hasMessageContaining("the loss does not fall on the completion")
                    .hasMessageContaining("⟦<");
        }
    }

    @Test
    void aRowWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> new MaskGuard(composition).check(WORDS, composition.withoutEnd(WORDS)))
                .hasMessageContaining("the row does not end with the end token <end>");
    }

    @Test
    void aBlankThatIsNotLearntIsRefused() {
        // the blank stands behind the prompt, and is not learnt: what is reads like the completion all the same
        Demonstration demonstration = new Demonstration(Prompt.conversation(Message.user("a")), "b");
        int[] prompt = twins.encode(demonstration.prompt());
        int[] blank = twins.tokenizer().encodeCompletion(" ");
        int[] completion = twins.tokenizer().encodeCompletion("b");
        int[] end = {twins.tokenizer().endToken()};
        Sequence late = new Sequence(concat(prompt, blank, completion, end), prompt.length + 1);

        assertThatThrownBy(() -> new MaskGuard(twins).check(demonstration, late))
                .hasMessageContaining("what stands in front of the completion is not the prompt");
    }

    @Test
    void anEndTokenInsideIsRefused() {
        int end = twins.tokenizer().endToken();
        Sequence row = twins.sequence(TEXT);
        Sequence twice = new Sequence(concat(row.tokens(), new int[] {end}), row.completionStart());

        assertThatThrownBy(() -> new MaskGuard(twins).check(TEXT, twice))
                .hasMessageContaining("the loss falls on <|end|>, which is not in the completion");
    }

    @Test
    void aCompletionThatCannotBeWrittenIsRefused() {
        MaskGuard guard = new MaskGuard(composition);

        assertThatThrownBy(() -> guard.check(List.of(new Demonstration("_ |", "0 eleven"))))
                .isInstanceOf(TrainingMaskException.class)
                .hasMessageStartingWith("the tokenizer cannot write the completion '0 eleven': 'eleven' is not a word");
        assertThatThrownBy(() -> guard.check(List.of(new Demonstration("_ |", "0  9"))))
                .hasMessage("the tokenizer cannot write the completion '0  9': it comes back as '0 9'");
        // half of a character that takes two
        assertThatThrownBy(() -> new MaskGuard(twins).check(List.of(new Demonstration("x", "a\ud83d"))))
                .hasMessageContaining("the tokenizer cannot write the completion");
    }

    @Test
    void peopleSeeTheTrainedPartMarked() {
        assertThat(new MaskGuard(composition).rendered(WORDS))
                .isEqualTo("_ | fn3 fn5 | 1 6 1 8 |⟦0 9 0 7 | 0 0 7 9<end>⟧");
        assertThat(new MaskGuard(twins).rendered(TEXT)).isEqualTo("What is 6 * 7?⟦ It is 42.\n<|end|>⟧");
        assertThat(new MaskGuard(twins).rendered(CHAT))
                .isEqualTo("User: What is 6 * 7?\n\nAssistant:⟦ It is 42.<|end|>⟧");
    }

    private static void shifted(TrainablePolicy policy, Demonstration demonstration, int tokens) {
        Sequence row = policy.sequence(demonstration);
        new MaskGuard(policy).check(demonstration, new Sequence(row.tokens(), row.completionStart() + tokens));
    }

    private static int[] concat(int[]... parts) {
        return IntStream.range(0, parts.length)
                .flatMap(i -> IntStream.of(parts[i]))
                .toArray();
    }
}
