package lockpick.study.serve;

import lockpick.engine.tokenizer.Tokenizer;

/** What a token looks like by itself. */
record TokenText(Tokenizer tokenizer) {

    private static final String HALF_A_CHARACTER = "\uFFFD";

    /** The text it stands for; as it stands in the vocabulary if that is no whole text, as with control tokens. */
    String text(int token) {
        String text = tokenizer.decodeCompletion(new int[] {token});
        return text.isEmpty() || text.contains(HALF_A_CHARACTER) ? tokenizer.token(token) : text;
    }
}
