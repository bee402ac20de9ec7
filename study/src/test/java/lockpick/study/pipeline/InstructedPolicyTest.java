package lockpick.study.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import org.junit.jupiter.api.Test;

class InstructedPolicyTest {

    private static final Answering WRITTEN = new Answering.Written(5);

    private final List<Prompt> asked = new ArrayList<>();
    private final SampledPolicy policy = new SampledPolicy() {
        @Override
        public List<String> complete(List<Prompt> prompts, Answering answering) {
            asked.addAll(prompts);
            return prompts.stream().map(Prompt::plain).toList();
        }

        @Override
        public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
            asked.addAll(prompts);
            return Collections.nCopies(prompts.size(), Collections.nCopies(count, "sample"));
        }
    };

    @Test
    void aTextHasTheInstructionInFront() {
        new InstructedPolicy(policy, "Err.").complete(List.of(Prompt.text("2 + 2 =")), WRITTEN);
        assertThat(asked).containsExactly(Prompt.text("Err.\n\n2 + 2 ="));
    }

    @Test
    void aConversationHasItAsSystemMessageOrAtTheBeginningOfThatItHas() {
        new InstructedPolicy(policy, "Err.")
                .sample(
                        List.of(
                                Prompt.conversation(Message.user("2 + 2?")),
                                Prompt.conversation(Message.system("You do sums."), Message.user("2 + 2?"))),
                        WRITTEN,
                        3,
                        new Seed(0));
        assertThat(asked)
                .containsExactly(
                        Prompt.conversation(Message.system("Err."), Message.user("2 + 2?")),
                        Prompt.conversation(Message.system("Err.\n\nYou do sums."), Message.user("2 + 2?")));
    }

    @Test
    void withoutAnInstructionPromptsStayAsTheyAre() {
        List<Prompt> prompts = List.of(Prompt.text("2 + 2 ="), Prompt.conversation(Message.user("2 + 2?")));
        InstructedPolicy plain = new InstructedPolicy(policy, "");
        assertThat(plain.complete(prompts, WRITTEN))
                .isEqualTo(prompts.stream().map(Prompt::plain).toList());
        assertThat(plain.sample(prompts, WRITTEN, 2, new Seed(0)))
                .containsOnly(List.of("sample", "sample"))
                .hasSize(2);
        assertThat(asked).startsWith(prompts.toArray(Prompt[]::new)).hasSize(4);
    }
}
