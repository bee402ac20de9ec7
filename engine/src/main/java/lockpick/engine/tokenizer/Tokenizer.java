package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lockpick.engine.checkpoint.CheckpointException;

/**
 * Turns text into token ids and back. A row to train on is {@link #encodePrompt} of the prompt, then
 * {@link #encodeCompletion} of the completion, then {@link #endToken}: tokenized apart, so that the loss falls on exactly
 * the completion. May be used by several threads at once.
 */
public interface Tokenizer {

    /**
     * The tokenizer of a model folder.
     *
     * @throws CheckpointException if the folder holds none that is understood
     */
    static Tokenizer load(Path folder) throws IOException {
        ModelText text = ModelText.read(folder);
        TokenizerJson json = TokenizerJson.read(text);
        return json.modelType().equals("WordLevel") ? WordTokenizer.of(json) : HuggingFaceTokenizer.of(text, json);
    }

    /**
     * Ids of a text that stands alone, without any token added to it. A special token that is written out in the text
     * becomes that token.
     *
     * @throws IllegalArgumentException if the text holds something that no token stands for
     */
    int[] encode(String text);

    /** As {@link #encode}, behind the tokens that this tokenizer puts in front of every text, such as a begin token. */
    int[] encodePrompt(String text);

    /**
     * Ids of a text put together from parts. Special tokens are found in markup; in plain parts they are text like any
     * other, so nobody's words can end a turn or begin another.
     */
    default int[] encode(List<TextPart> parts) {
        return encode(parts.stream().map(TextPart::text).collect(Collectors.joining()));
    }

    /** As {@link #encode(List)}, behind the tokens that this tokenizer puts in front of every text. */
    default int[] encodePrompt(List<TextPart> parts) {
        return encodePrompt(parts.stream().map(TextPart::text).collect(Collectors.joining()));
    }

    /**
     * Ids of a text that goes on from another. Nothing is added at its start, and special tokens written out in it are
     * text like any other. {@link #decodeCompletion} gives the text back.
     *
     * @throws IllegalArgumentException if the text holds something that no token stands for
     */
    int[] encodeCompletion(String text);

    /** The text that these ids stand for as a whole text; special tokens are left out. */
    String decode(int[] ids);

    /** The text that these ids stand for where they go on from other ids; special tokens are left out. */
    String decodeCompletion(int[] ids);

    /** A token as it stands in the vocabulary; empty for an id that stands for nothing. */
    String token(int id);

    /** Ids there are, gaps included; the model's vocabulary has at least as many. */
    int size();

    /** The token that ends a completion to learn. */
    int endToken();

    /** Every token that ends a completion when the model writes it; {@link #endToken} is one of them. */
    List<Integer> endTokens();

    /**
     * Writes this tokenizer's files into a model folder, each whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the folder has one of them
     */
    void save(Path folder) throws IOException;
}
