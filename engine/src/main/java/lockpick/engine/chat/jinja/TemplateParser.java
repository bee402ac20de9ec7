package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements. */
final class TemplateParser {

    private static final Set<String> ENDS =
            Set.of("elif", "else", "endif", "endfor", "endset", "endmacro", "endgeneration");

    private final Words words;
    private final ExpressionParser expressions;
    private final Set<String> macros = new HashSet<>();
    private int loops;

    private TemplateParser(Words words) {
        this.words = words;
        this.expressions = new ExpressionParser(words);
    }

    static List<Statement> parse(String source) {
        TemplateParser parser = new TemplateParser(new Words(Lexer.tokens(source)));
        List<Statement> statements = parser.body();
        if (!parser.words.ahead(Token.Kind.END)) {
            throw ENDS.contains(parser.words.peek().text())
                    ? parser.words.unexpected("the end of the template")
                    : parser.unknown();
        }
        for (Expression.Call call : parser.expressions.macroCalls()) {
            if (!parser.macros.contains(call.name())) {
                throw new TemplateException(
                        call.line(),
                        "the function " + call.name() + " is not supported; expected a macro or one of "
                                + String.join(
                                        ", ", Functions.NAMES.stream().sorted().toList()));
            }
        }
        return statements;
    }

    /** Statements up to a block that none of them begins, such as else; its begin is passed. */
    private List<Statement> body() {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = words.peek();
            switch (token.kind()) {
                case DATA ->
                    statements.add(new Statement.Write(Text.markup(words.next().text()), token.line()));
                case PRINT_BEGIN -> {
                    words.next();
                    statements.add(new Statement.Print(expressions.expression()));
                    words.expect(Token.Kind.PRINT_END, "}}");
                }
                case BLOCK_BEGIN -> {
                    words.next();
                    Statement statement = statement();
                    if (statement == null) {
                        return statements;
                    }
                    statements.add(statement);
                }
                default -> {
                    return statements;
                }
            }
        }
    }

    /** The statement that begins with the next word; null if none does. */
    private @Nullable Statement statement() {
        words.enter();
        Token keyword = words.peek();
        Statement statement = switch (keyword.kind() == Token.Kind.NAME ? keyword.text() : "") {
            case "if" -> ifStatement();
            case "for" -> forStatement();
            case "set" -> set();
            case "macro" -> macro();
            case "generation" -> generation();
            case "break", "continue" -> leaveLoop();
            default -> null;
        };
        words.leave();
        return statement;
    }

    private Statement ifStatement() {
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        do {
            words.next(); // if, elif
            Expression test = expressions.or();
            endOfBlock();
            branches.add(new Statement.Branch(test, body()));
        } while (words.aheadWord("elif"));
        if (words.takeWord("else")) {
            endOfBlock();
            otherwise = body();
        }
        end("endif");
        return new Statement.If(branches, otherwise);
    }

    private Statement forStatement() {
        words.next();
        List<String> names = new ArrayList<>();
        do {
            names.add(words.name());
        } while (words.take(","));
        if (!words.takeWord("in")) {
            throw words.unexpected("'in'");
        }
        Expression items = expressions.or();
        Expression only = words.takeWord("if") ? expressions.or() : null;
        endOfBlock();
        loops++;
        List<Statement> body = body();
        loops--;
        List<Statement> otherwise = List.of();
        if (words.takeWord("else")) {
            endOfBlock();
            otherwise = body();
        }
        end("endfor");
        return new Statement.For(names, items, only, body, otherwise);
    }

    private Statement set() {
        words.next();
        int line = words.line();
        String name = words.name();
        if (words.take(".")) {
            String field = words.name();
            words.expect("=");
            Expression value = expressions.expression();
            endOfBlock();
            return new Statement.SetField(name, field, value, line);
        }
        if (words.take("=")) {
            Expression value = expressions.expression();
            endOfBlock();
            return new Statement.Set(name, value);
        }
        endOfBlock();
        List<Statement> body = body();
        end("endset");
        return new Statement.SetText(name, body);
    }

    private Statement macro() {
        words.next();
        String name = words.name();
        List<Statement.Parameter> parameters = new ArrayList<>();
        words.expect("(");
        while (!words.take(")")) {
            String parameter = words.name();
            parameters.add(new Statement.Parameter(parameter, words.take("=") ? expressions.expression() : null));
            if (!words.ahead(")")) {
                words.expect(",");
            }
        }
        endOfBlock();
        int outside = loops;
        loops = 0;
        List<Statement> body = body();
        loops = outside;
        end("endmacro");
        macros.add(name);
        return new Statement.MacroDefinition(name, parameters, body);
    }

    /** Marks what the assistant writes, for training; it renders as if the tags were not there. */
    private Statement generation() {
        words.next();
        endOfBlock();
        List<Statement> body = body();
        end("endgeneration");
        return new Statement.If(List.of(), body);
    }

    private Statement leaveLoop() {
        Token keyword = words.next();
        if (loops == 0) {
            throw new TemplateException(keyword.line(), keyword.text() + " stands outside of a loop");
        }
        endOfBlock();
        return keyword.text().equals("break") ? new Statement.Break() : new Statement.Continue();
    }

    private void end(String keyword) {
        if (!words.takeWord(keyword)) {
            throw words.ahead(Token.Kind.NAME) && !ENDS.contains(words.peek().text())
                    ? unknown()
                    : words.unexpected(keyword);
        }
        endOfBlock();
    }

    private void endOfBlock() {
        words.expect(Token.Kind.BLOCK_END, "%}");
    }

    private TemplateException unknown() {
        return new TemplateException(
                words.line(),
                "the statement " + words.peek().text()
                        + " is not supported here; expected if, for, set, macro, generation, break or continue");
    }
}
