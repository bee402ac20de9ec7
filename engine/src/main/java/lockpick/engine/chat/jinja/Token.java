package lockpick.engine.chat.jinja;

/**
 * A word of a template.
 *
 * @param text of a string the text it stands for, of all others as it is written
 * @param line from 1
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        /** Template text outside of every tag. */
        DATA,
        PRINT_BEGIN,
        PRINT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        OPERATOR,
        END
    }

    boolean is(Kind other, String word) {
        return kind == other && text.equals(word);
    }
}
