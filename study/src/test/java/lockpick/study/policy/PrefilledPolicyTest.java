package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.twin.token.TwinTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrefilledPolicyTest {

    private final Tokenizer tokenizer;
    private final TrainablePolicy policy;
    private final Prompt asked = Prompt.conversation(Message.user("What is 2 + 2?"));

    PrefilledPolicyTest() throws IOException {
        tokenizer = TwinTokenizer.load();
        policy = TrainablePolicy.random(ModelPreset.TINY, tokenizer, new Seed(1));
    }

    @AfterEach
    void close() {
        policy.close();
    }

    @Test
    void theCompletionBeginsWithTheWordsAndGoesOnAsThePolicyDoesAfterThem() {
        String whole = new PrefilledPolicy(policy, "Sure, here is")
                .complete(List.of(asked), new Answering.Written(24))
                .getFirst();
        assertThat(whole).startsWith("Sure, here is");
        // the plain form of a conversation, and then the same words as part of the prompt
        Prompt said = Prompt.text(asked.plain() + " Sure, here is");
        int given = tokenizer.encodeCompletion(" Sure, here is").length;
        assertThat(policy.complete(List.of(said), new Answering.Written(24 - given)))
                .containsExactly(whole.substring("Sure, here is".length()));
    }

    @Test
    void withoutWordsItIsThePolicyItself() {
        assertThat(new PrefilledPolicy(policy, "").complete(List.of(Prompt.text("2 + 2 =")), new Answering.Written(10)))
                .isEqualTo(policy.complete(List.of(Prompt.text("2 + 2 =")), new Answering.Written(10)));
    }

    @Test
    void anOptionIsChosenAfterTheWords() {
        List<String> options = List.of("A", "B", "C", "D");
        Prompt said = Prompt.text(asked.plain() + " The answer is ");
        assertThat(new PrefilledPolicy(policy, "The answer is ")
                        .complete(List.of(asked), new Answering.Chosen(options)))
                .isEqualTo(policy.complete(List.of(said), new Answering.Chosen(options)));
    }

    @Test
    void wordsThatLeaveNothingToWriteAreRefused() {
        assertThatThrownBy(() ->
                        new PrefilledPolicy(policy, "Sure, here is").complete(List.of(asked), new Answering.Written(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Sure, here is' has ")
                .hasMessageContaining("at most 2");
    }
}
