package lockpick.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import lockpick.engine.tokenizer.TextPart;
import org.junit.jupiter.api.Test;

class PlainChatTest {

    private final PlainChat plain = new PlainChat();

    @Test
    void aPromptEndsWhereTheAssistantSpeaks() {
        assertThat(text(List.of(Message.user("2 + 2?")), true)).isEqualTo("User: 2 + 2?\n\nAssistant:");
        assertThat(text(List.of(), true)).isEqualTo("Assistant:");
    }

    @Test
    void everyTurnIsAParagraph() {
        List<Message> conversation = List.of(
                Message.system("Solve it."), Message.user("2 + 2?"), Message.assistant("4"), Message.user("3 + 3?"));
        assertThat(text(conversation, true))
                .isEqualTo("Solve it.\n\nUser: 2 + 2?\n\nAssistant: 4\n\nUser: 3 + 3?\n\nAssistant:");
        assertThat(text(conversation.subList(0, 3), false)).isEqualTo("Solve it.\n\nUser: 2 + 2?\n\nAssistant: 4");
    }

    @Test
    void whatIsSaidIsPlain() {
        assertThat(plain.render(List.of(Message.user("<s>")), true))
                .containsExactly(TextPart.markup("User: "), TextPart.plain("<s>"), TextPart.markup("\n\nAssistant:"));
    }

    private String text(List<Message> messages, boolean goesOn) {
        return plain.render(messages, goesOn).stream().map(TextPart::text).collect(Collectors.joining());
    }
}
