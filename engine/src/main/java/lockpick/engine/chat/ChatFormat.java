package lockpick.engine.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.tokenizer.ModelText;
import lockpick.engine.tokenizer.TextPart;
import lockpick.engine.tokenizer.Tokenizer;

/**
 * How a conversation becomes a text. What messages say becomes plain parts, so no message can end its turn, begin another
 * or stop the model by writing out a control token. What it can do, as everywhere, is imitate roles that a form writes in
 * ordinary words, such as {@code User:} here or {@code [INST]} in Llama 2.
 */
public sealed interface ChatFormat permits ChatTemplate, PlainChat {

    /**
     * The chat template of a model folder, or the plain form if it has none.
     *
     * @throws CheckpointException if it has one that cannot be read or uses what is not supported
     */
    static ChatFormat load(Path folder) throws IOException {
        ModelText text = ModelText.read(folder);
        return ChatTemplate.of(text).<ChatFormat>map(template -> template).orElseGet(PlainChat::new);
    }

    /**
     * A conversation as text.
     *
     * @param goesOn whether it ends where the assistant begins its next turn
     * @throws CheckpointException if the template refuses these messages, for instance roles in another order
     */
    List<TextPart> render(List<Message> messages, boolean goesOn);

    /**
     * The blanks that stand between a prompt, at whose end the assistant begins its turn, and what the assistant says: one
     * behind {@code Assistant:}, none where a template ends its prompts with a line end.
     */
    default String lead(List<Message> messages) {
        String said = "said";
        List<Message> whole = new ArrayList<>(messages);
        whole.add(Message.assistant(said));
        String text = text(render(whole, false));
        String prompt = text(render(messages, true));
        int from = text.lastIndexOf(said);
        boolean goesOn = from >= prompt.length() && text.startsWith(prompt);
        String between = goesOn ? text.substring(prompt.length(), from) : "";
        return between.isBlank() ? between : ""; // words between, such as an empty thought, are the model's to say
    }

    private static String text(List<TextPart> parts) {
        return parts.stream().map(TextPart::text).collect(Collectors.joining());
    }

    /** The ids of a prompt, at whose end the assistant begins its turn. */
    int[] encode(List<Message> messages, Tokenizer tokenizer);
}
