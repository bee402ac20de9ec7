package lockpick.engine.tokenizer;

/**
 * An entry of tokenizer.json's added_tokens: a token that is looked for in a text before anything else.
 *
 * @param content its text, not empty
 * @param singleWord found only where no letter, digit or underscore touches it
 * @param stripsLeft swallows the white space before it
 * @param stripsRight swallows the white space behind it
 * @param special a control token, left out of decoded text
 */
record AddedToken(
        int id, String content, boolean singleWord, boolean stripsLeft, boolean stripsRight, boolean special) {

    static AddedToken read(JsonPlace json) {
        return new AddedToken(
                json.at("id").count(),
                json.at("content").someText(),
                json.at("single_word").truth(false),
                json.at("lstrip").truth(false),
                json.at("rstrip").truth(false),
                json.at("special").truth(false));
    }
}
