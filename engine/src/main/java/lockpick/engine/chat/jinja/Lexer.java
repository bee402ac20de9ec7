package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a template into words. White space as in Transformers: a line that holds nothing before a block or comment loses
 * its indentation (lstrip_blocks), a line break right behind a block or comment is dropped (trim_blocks), {@code -} in a tag
 * takes all white space on its side and {@code +} none; one line break at the end of the template is dropped.
 */
final class Lexer {

    private static final Set<String> LONG_OPERATORS = Set.of("//", "==", "!=", "<=", ">=");
    private static final String OPERATORS = "+-*%~()[]{}.,:=|<>";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean lineStart = true; // whether what comes next begins a line, as far as indentation goes

    private Lexer(String source) {
        String text = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.source.length()) {
            lexer.data();
        }
        lexer.add(Token.Kind.END, "");
        return lexer.tokens;
    }

    /** Template text, and the tag behind it. */
    private void data() {
        int tag = at;
        while (tag < source.length() && !startsTag(tag)) {
            tag++;
        }
        String text = source.substring(at, tag);
        if (tag == source.length()) {
            addData(text);
            advance(tag);
            return;
        }
        char kind = source.charAt(tag + 1);
        char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        if (sign == '-') {
            addData(text.stripTrailing());
        } else {
            addData(sign == '+' || kind == '{' ? text : withoutIndentation(text));
        }
        advance(tag + (sign == '-' || sign == '+' ? 3 : 2));
        switch (kind) {
            case '#' -> comment();
            case '{' -> tag(Token.Kind.PRINT_BEGIN, Token.Kind.PRINT_END, "}}");
            default -> tag(Token.Kind.BLOCK_BEGIN, Token.Kind.BLOCK_END, "%}");
        }
    }

    private boolean startsTag(int place) {
        return source.charAt(place) == '{'
                && place + 1 < source.length()
                && "{%#".indexOf(source.charAt(place + 1)) >= 0;
    }

    private String withoutIndentation(String text) {
        int start = text.lastIndexOf('\n') + 1;
        return (start > 0 || lineStart) && text.substring(start).isBlank() ? text.substring(0, start) : text;
    }

    private void addData(String text) {
        if (!text.isEmpty()) {
            add(Token.Kind.DATA, text);
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new TemplateException(line, "a comment {# has no end #}");
        }
        char sign = end > at ? source.charAt(end - 1) : ' ';
        advance(end + 2);
        whiteSpaceBehind(sign, true);
    }

    private void tag(Token.Kind begin, Token.Kind end, String closing) {
        int beginLine = line;
        add(begin, "");
        int brackets = 0;
        while (true) {
            skipBlanks();
            if (at >= source.length()) {
                throw new TemplateException(beginLine, "a tag has no end " + closing);
            }
            char first = source.charAt(at);
            int signs = first == '-' || first == '+' ? 1 : 0;
            if (brackets == 0 && source.startsWith(closing, at + signs)) {
                add(end, "");
                advance(at + signs + 2);
                whiteSpaceBehind(signs == 1 ? first : ' ', end == Token.Kind.BLOCK_END);
                return;
            }
            brackets += "([{".indexOf(first) >= 0 ? 1 : ")]}".indexOf(first) >= 0 ? -1 : 0;
            word(first);
        }
    }

    /** @param trims whether a line break right behind is dropped */
    private void whiteSpaceBehind(char sign, boolean trims) {
        int end = at;
        if (sign == '-') {
            while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
                end++;
            }
        } else if (sign != '+' && trims && end < source.length() && source.charAt(end) == '\n') {
            end++;
        }
        lineStart = end > at && source.charAt(end - 1) == '\n';
        advance(end);
    }

    private void skipBlanks() {
        int end = at;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        advance(end);
    }

    private void word(char first) {
        if (first == '\'' || first == '"') {
            string(first);
        } else if (isLetter(first)) {
            run(Token.Kind.NAME);
        } else if (isDigit(first)) {
            run(Token.Kind.INTEGER);
        } else if (at + 2 <= source.length() && LONG_OPERATORS.contains(source.substring(at, at + 2))) {
            add(Token.Kind.OPERATOR, source.substring(at, at + 2));
            advance(at + 2);
        } else if (OPERATORS.indexOf(first) >= 0) {
            add(Token.Kind.OPERATOR, String.valueOf(first));
            advance(at + 1);
        } else {
            throw new TemplateException(line, "'" + first + "' is not supported in a tag");
        }
    }

    private void run(Token.Kind kind) {
        int end = at;
        while (end < source.length() && (isLetter(source.charAt(end)) || isDigit(source.charAt(end)))) {
            end++;
        }
        String text = source.substring(at, end);
        if (kind == Token.Kind.INTEGER && !text.matches("\\d{1,18}")) {
            throw new TemplateException(line, "the number " + text + " is not supported; expected a whole one");
        }
        add(kind, text);
        advance(end);
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new TemplateException(line, "a text " + quote + " has no end");
        }
        add(Token.Kind.STRING, Escapes.resolve(source.substring(at + 1, end), line));
        advance(end + 1);
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private void advance(int to) {
        for (; at < to; at++) {
            if (source.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
