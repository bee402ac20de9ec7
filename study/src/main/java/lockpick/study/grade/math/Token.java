package lockpick.study.grade.math;

/**
 * A piece of LaTeX or plain notation, with synonyms already told as one ({@code \leq} is {@code ≤}).
 *
 * @param spaced whether blank space stood before it
 */
record Token(Kind kind, String text, boolean spaced) {

    enum Kind {
        /** Digits with at most one point; thousands separators are gone. */
        NUMBER,
        /** A variable or a constant. */
        LETTER,
        /** A function, a root or a fraction. */
        COMMAND,
        /** Text: a unit or something said in words, in small letters. */
        WORD,
        /** Everything else, such as {@code +}. */
        SIGN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean sameAs(Token other) {
        return kind == other.kind && text.equals(other.text);
    }
}
