package lockpick.engine.tokenizer;

import java.nio.file.Path;
import lockpick.engine.checkpoint.CheckpointException;

/** BERT's tokenizer, which only reads: the pieces of the words of a text. May be used by several threads at once. */
public final class WordPieces {

    private final NativeTokenizer tokenizer;

    /**
     * @param json a tokenizer.json of word pieces, from a source that is trusted
     * @param source where it comes from, for errors
     * @throws CheckpointException if the library refuses it
     */
    public WordPieces(String json, Path source) {
        tokenizer = new NativeTokenizer(json, source);
    }

    /**
     * Ids of a text, without any token added to it.
     *
     * @throws IllegalArgumentException if the text holds half a character
     */
    public int[] encode(String text) {
        return tokenizer.encode(text);
    }
}
