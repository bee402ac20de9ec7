package lockpick.engine.chat;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tokenizer.TextPart;
import lockpick.engine.tokenizer.Tokenizer;

/**
 * The form for models without a chat template: paragraphs that begin with {@code User:} and {@code Assistant:}. A system
 * message stands in front without a name. A prompt ends with {@code Assistant:}, without a blank: the completion brings it.
 */
public record PlainChat() implements ChatFormat {

    @Override
    public List<TextPart> render(List<Message> messages, boolean goesOn) {
        List<TextPart> parts = new ArrayList<>();
        for (Message message : messages) {
            String between = parts.isEmpty() ? "" : "\n\n";
            parts.add(TextPart.markup(between
                    + switch (message.role()) {
                        case SYSTEM -> "";
                        case USER -> "User: ";
                        case ASSISTANT -> "Assistant: ";
                    }));
            parts.add(TextPart.plain(message.content()));
        }
        if (goesOn) {
            parts.add(TextPart.markup(parts.isEmpty() ? "Assistant:" : "\n\nAssistant:"));
        }
        return parts;
    }

    /** Behind the begin token, if the tokenizer has one. */
    @Override
    public int[] encode(List<Message> messages, Tokenizer tokenizer) {
        return tokenizer.encodePrompt(render(messages, true));
    }
}
