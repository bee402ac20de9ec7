package lockpick.engine.tokenizer;

/** Turns text into token ids and back. */
public interface Tokenizer {

    /**
     * Ids of a text, without special tokens added.
     *
     * @throws IllegalArgumentException if the text holds something that no token stands for
     */
    int[] encode(String text);

    /** The text that these ids stand for. */
    String decode(int[] ids);

    /** Ids there are; the model's vocabulary has at least as many. */
    int size();

    /** The token that ends a completion. */
    int endToken();
}
