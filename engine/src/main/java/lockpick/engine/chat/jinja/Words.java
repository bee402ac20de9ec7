package lockpick.engine.chat.jinja;

import java.util.List;
import java.util.Set;

/** The words of a template, read one after the other. */
final class Words {

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "in", "is", "if", "else", "elif", "for", "recursive");
    private static final int DEEPEST = 60;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    int line() {
        return peek().line();
    }

    boolean ahead(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean ahead(String operator) {
        return peek().is(Token.Kind.OPERATOR, operator);
    }

    boolean aheadWord(String word) {
        return peek().is(Token.Kind.NAME, word);
    }

    /** Passes an operator if it is next. */
    boolean take(String operator) {
        return takeIf(ahead(operator));
    }

    /** Passes a word if it is next. */
    boolean takeWord(String word) {
        return takeIf(aheadWord(word));
    }

    private boolean takeIf(boolean ahead) {
        if (ahead) {
            next();
        }
        return ahead;
    }

    void expect(String operator) {
        if (!take(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    Token expect(Token.Kind kind, String what) {
        if (!ahead(kind)) {
            throw unexpected(what);
        }
        return next();
    }

    /** A name that is no keyword. */
    String name() {
        if (ahead(Token.Kind.NAME) && KEYWORDS.contains(peek().text())) {
            throw unexpected("a name");
        }
        return expect(Token.Kind.NAME, "a name").text();
    }

    /** What nests calls this on its way in, and {@link #leave} on its way out. */
    void enter() {
        if (++depth > DEEPEST) {
            throw new TemplateException(line(), "it nests more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    TemplateException unexpected(String expected) {
        String given = switch (peek().kind()) {
            case PRINT_END -> "}}";
            case BLOCK_END -> "%}";
            case PRINT_BEGIN -> "{{";
            case BLOCK_BEGIN -> "{%";
            case END -> "the end of the template";
            default -> "'" + peek().text() + "'";
        };
        return new TemplateException(line(), given + " stands where " + expected + " is expected");
    }
}
