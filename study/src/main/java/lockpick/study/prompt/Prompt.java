package lockpick.study.prompt;

import java.util.List;
import lockpick.engine.chat.Message;

/** What a policy is given to complete. */
public sealed interface Prompt {

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
