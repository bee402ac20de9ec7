package lockpick.study.prompt;

import java.util.List;
import java.util.stream.Collectors;
import lockpick.engine.chat.Message;
import lockpick.engine.chat.PlainChat;
import lockpick.engine.tokenizer.TextPart;

/** What a policy is given to complete. */
public sealed interface Prompt {

    /** As text: a conversation in the plain form of {@code User:} and {@code Assistant:}. */
    default String plain() {
        return switch (this) {
            case Text(String text) -> text;
            case Conversation(List<Message> messages) ->
                new PlainChat()
                        .render(messages, true).stream().map(TextPart::text).collect(Collectors.joining());
        };
    }

    /** A text that goes on as it stands. */
    record Text(String text) implements Prompt {}

    /** A conversation whose next turn is the policy's; each model writes it in its own form. */
    record Conversation(List<Message> messages) implements Prompt {

        public Conversation {
            messages = List.copyOf(messages);
        }
    }

    static Prompt text(String text) {
        return new Text(text);
    }

    static Prompt conversation(Message... messages) {
        return new Conversation(List.of(messages));
    }
}
