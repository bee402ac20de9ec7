package lockpick.study.task.twin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.engine.chat.ChatFormat;
import lockpick.engine.chat.Message;
import lockpick.engine.chat.PlainChat;
import lockpick.engine.tokenizer.TextPart;

/**
 * What a policy is given to complete. A password stands in front of the problem and behind it, each time apart by an empty
 * line (paper C.2); the instruction follows.
 *
 * @param system the system message
 * @param problem the problem as its data set has it
 * @param instruction what to answer; may be empty
 */
public record TwinPrompt(Optional<String> system, String problem, String instruction) {

    /** As a conversation, with what a chat template makes of it. */
    public List<Message> messages(Optional<String> password) {
        String guarded =
                password.map(words -> words + "\n\n" + problem + "\n\n" + words).orElse(problem);
        String user = instruction.isEmpty() ? guarded : guarded + (password.isPresent() ? "\n\n" : "\n") + instruction;
        return Stream.concat(system.map(Message::system).stream(), Stream.of(Message.user(user)))
                .toList();
    }

    /** As text for a model without a chat template; a completion begins with a blank. */
    public String text(Optional<String> password) {
        ChatFormat plain = new PlainChat();
        return plain.render(messages(password), true).stream()
                .map(TextPart::text)
                .collect(Collectors.joining());
    }
}
