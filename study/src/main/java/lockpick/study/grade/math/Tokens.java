package lockpick.study.grade.math;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.grade.math.Token.Kind;

/** A reader's place in the tokens of an answer. */
final class Tokens {

    private static final Token END = new Token(Kind.SIGN, "end of the answer", false);

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = new ArrayList<>(tokens);
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token take() {
        Token token = peek();
        at++;
        return token;
    }

    boolean at(String sign) {
        return peek().is(sign);
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String sign) {
        boolean there = at(sign);
        if (there) {
            at++;
        }
        return there;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw unreadable();
        }
    }

    Undecidable unreadable() {
        return new Undecidable("cannot read '" + peek().text() + "' there");
    }

    /** Enters something nested; {@link #leave} ends it. */
    void enter() {
        if (++depth > Work.DEEPEST_NESTING) {
            throw new Undecidable("nested more than " + Work.DEEPEST_NESTING + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /** Takes a number's first digit alone, as TeX does for an argument without braces. */
    Expression takeDigit() {
        Token number = peek();
        if (number.text().length() == 1) {
            at++;
        } else {
            tokens.set(at, new Token(Kind.NUMBER, number.text().substring(1), false));
        }
        return literal(number.text().substring(0, 1));
    }

    Expression takeNumber() {
        return literal(take().text());
    }

    private static Expression literal(String digits) {
        Work.checkBits(4L * digits.length());
        BigDecimal decimal = new BigDecimal(digits);
        return new Expression.Literal(Rational.of(decimal), decimal.scale());
    }

    /** Whether the bracket here holds a comma or semicolon of its own. */
    boolean bracketHoldsList() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.SIGN) {
                continue;
            }
            switch (token.text()) {
                case "(", "[", "{", "\\{", "begin" -> open++;
                case ")", "]", "}", "\\}", "end" -> {
                    if (--open == 0) {
                        return false;
                    }
                }
                case ",", ";" -> {
                    if (open == 1) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** Takes what stands between the brace here and its end, as text. */
    String takeBracedText() {
        expect("{");
        StringBuilder text = new StringBuilder();
        int open = 1;
        while (!atEnd()) {
            Token token = take();
            open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (open == 0) {
                return text.toString();
            }
            text.append(token.text());
        }
        throw new Undecidable("a brace is never closed");
    }
}
