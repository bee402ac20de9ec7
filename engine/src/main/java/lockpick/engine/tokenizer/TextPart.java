package lockpick.engine.tokenizer;

/**
 * A part of a text to tokenize.
 *
 * @param text what stands there
 * @param markup whether special tokens in it are meant: true for the words of a chat template, false for what people and
 *     models wrote
 */
public record TextPart(String text, boolean markup) {

    public static TextPart markup(String text) {
        return new TextPart(text, true);
    }

    public static TextPart plain(String text) {
        return new TextPart(text, false);
    }
}
