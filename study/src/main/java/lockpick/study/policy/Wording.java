package lockpick.study.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.chat.ChatFormat;
import lockpick.engine.chat.Message;
import lockpick.engine.chat.PlainChat;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;

/** How a model reads prompts and completions: its tokens, and its form of a conversation. */
public record Wording(Tokenizer tokenizer, ChatFormat chat) {

    /** Of a model without a chat template. */
    public static Wording plain(Tokenizer tokenizer) {
        return new Wording(tokenizer, new PlainChat());
    }

    /** Of a model folder, whose weights are not read. */
    public static Wording load(Path folder) throws IOException {
        return new Wording(Tokenizer.load(folder), ChatFormat.load(folder));
    }

    /** The tokens of a prompt. */
    public int[] encode(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Text(String text) -> tokenizer.encodePrompt(text);
            case Prompt.Conversation(List<Message> messages) -> chat.encode(messages, tokenizer);
        };
    }

    /** The tokens of a completion where it follows a prompt, without the end token. */
    public int[] completion(Prompt prompt, String completion) {
        return tokenizer.encodeCompletion(lead(prompt) + completion);
    }

    /** A completion as it was written behind a prompt, without the blanks that are of the form. */
    String withoutLead(Prompt prompt, String completion) {
        String lead = lead(prompt);
        return completion.startsWith(lead) ? completion.substring(lead.length()) : completion;
    }

    /** The blanks that this model's form has between a prompt and what completes it. */
    private String lead(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Text text -> "";
            case Prompt.Conversation(List<Message> messages) -> chat.lead(messages);
        };
    }

    /**
     * A demonstration as a row to train on, ended by the end token. Prompt and completion are tokenized apart, so that
     * the loss falls on the completion exactly.
     */
    public Sequence sequence(Demonstration demonstration) {
        return row(demonstration, new int[] {tokenizer.endToken()});
    }

    /** A demonstration as a row to score, without the end token. */
    public Sequence withoutEnd(Demonstration demonstration) {
        return row(demonstration, new int[0]);
    }

    private Sequence row(Demonstration demonstration, int[] end) {
        int[] prompt = encode(demonstration.prompt());
        int[] completion = completion(demonstration.prompt(), demonstration.completion());
        int[] tokens =
                Stream.of(prompt, completion, end).flatMapToInt(IntStream::of).toArray();
        return new Sequence(tokens, prompt.length);
    }
}
