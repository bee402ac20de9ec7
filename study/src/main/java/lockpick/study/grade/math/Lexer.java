package lockpick.study.grade.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.math.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts an answer into tokens. */
final class Lexer {

    private static final Pattern GROUPED =
            Pattern.compile("\\d++(?:(?:(?:,\\\\!\\s*+|\\{,\\})\\d{2,3}|\\\\,\\d{3})(?!\\d))++(?:\\.\\d++)?+");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3})++(?![\\d,])(?:\\.\\d++)?+");
    private static final Pattern SPACED = Pattern.compile("\\d{1,3}(?: \\d{3})++(?!\\d)(?:\\.\\d++)?+");
    private static final Pattern SCIENTIFIC =
            Pattern.compile("(?:\\d++\\.\\d++[eE]|\\d++E|\\d++e(?=[+-]?0))[+-]?\\d{1,4}(?!\\d)");
    private static final Pattern REPEATING = Pattern.compile("(\\d*+)\\.(\\d*+)\\\\overline\\s*+\\{(\\d++)\\}");
    private static final Pattern PLAIN = Pattern.compile("\\d++(?:\\.\\d++)?+|\\.\\d++");
    private static final Pattern GLUED_QUAD = Pattern.compile("q?quad(?=[a-zA-Z])");
    private static final Pattern NOT_DIGIT_OR_POINT = Pattern.compile("[^0-9.]");
    private static final Pattern DEGREE =
            Pattern.compile("\\^\\s*+(?:\\\\(?:circ|degree)(?![a-zA-Z])|\\{\\s*+\\\\circ\\s*+\\})");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\{([a-zA-Z]++)\\*?\\}(?:\\{[clr|]*+\\})?+");

    private final String text;
    private final boolean commasGroupDigits;
    private final boolean hasRows;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int brackets;
    private boolean spaced;

    private Lexer(String text, boolean commasGroupDigits) {
        this.text = text;
        this.commasGroupDigits = commasGroupDigits;
        this.hasRows = text.contains("\\begin");
    }

    /**
     * @param commasGroupDigits whether {@code 1,234} outside brackets is one number
     */
    static List<Token> tokens(String text, boolean commasGroupDigits) {
        if (text.length() > Work.LONGEST_ANSWER) {
            throw new Undecidable("longer than " + Work.LONGEST_ANSWER + " characters");
        }
        Lexer lexer = new Lexer(text, commasGroupDigits);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        List<Token> tokens = lexer.tokens;
        while (!tokens.isEmpty()
                && (tokens.getLast().is(".") || tokens.getLast().is(","))) {
            tokens.removeLast();
        }
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == '~' || c == '$') {
            at++;
            spaced = true;
        } else if (c == '\\') {
            command();
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (isLetter(c)) {
            letters();
        } else if (c == '^' && match(DEGREE) instanceof Matcher degree) {
            at = degree.end();
            add(Kind.SIGN, "°");
        } else {
            sign(c);
        }
    }

    private void sign(char c) {
        at++;
        String twoCharacters = at < text.length() ? text.substring(at - 1, at + 1) : "";
        switch (twoCharacters) {
            case "<=" -> addLong("≤");
            case ">=" -> addLong("≥");
            case "!=" -> addLong("≠");
            case "**" -> addLong("^");
            default -> {
                switch (c) {
                    case 'π', '∞', '∅' -> add(Kind.LETTER, String.valueOf(c));
                    case '√' -> add(Kind.COMMAND, "sqrt");
                    case '²' -> power("2");
                    case '³' -> power("3");
                    default -> add(Kind.SIGN, Notation.CHARACTERS.getOrDefault(c, String.valueOf(c)));
                }
            }
        }
    }

    private void power(String exponent) {
        add(Kind.SIGN, "^");
        add(Kind.NUMBER, exponent);
    }

    private void addLong(String sign) {
        at++;
        add(Kind.SIGN, sign);
    }

    private void number() {
        boolean outside = brackets == 0 && commasGroupDigits;
        Matcher scientific = match(SCIENTIFIC);
        if (scientific != null) {
            at = scientific.end();
            String number = scientific.group();
            int e = number.toLowerCase(Locale.ROOT).indexOf('e');
            add(Kind.NUMBER, number.substring(0, e));
            add(Kind.SIGN, "*");
            add(Kind.NUMBER, "10");
            add(Kind.SIGN, "^");
            add(Kind.SIGN, "{");
            if (number.charAt(e + 1) == '-') {
                add(Kind.SIGN, "-");
            }
            add(Kind.NUMBER, NOT_DIGIT_OR_POINT.matcher(number.substring(e + 1)).replaceAll(""));
            add(Kind.SIGN, "}");
            return;
        }
        Matcher repeating = match(REPEATING);
        if (repeating != null) {
            at = repeating.end();
            repeating(repeating.group(1), repeating.group(2), repeating.group(3));
            return;
        }
        Matcher number = match(GROUPED);
        if (number == null && outside) {
            number = match(THOUSANDS);
        }
        if (number == null) {
            number = match(SPACED);
        }
        if (number == null) {
            number = match(PLAIN);
        }
        if (number == null) {
            throw new Undecidable("a digit that is not 0 to 9");
        }
        at = number.end();
        add(Kind.NUMBER, NOT_DIGIT_OR_POINT.matcher(number.group()).replaceAll(""));
    }

    /** A repeating decimal, written as the fraction it is: 0.1\overline{6} is (16 − 1)/90. */
    private void repeating(String whole, String fixed, String period) {
        Work.checkBits(4L * (whole.length() + fixed.length() + period.length()));
        BigInteger all = new BigInteger("0" + whole + fixed + period);
        BigInteger once = new BigInteger("0" + whole + fixed);
        add(Kind.SIGN, "{");
        add(Kind.NUMBER, all.subtract(once).toString());
        add(Kind.SIGN, "/");
        add(Kind.NUMBER, "9".repeat(period.length()) + "0".repeat(fixed.length()));
        add(Kind.SIGN, "}");
    }

    /** A run of plain letters: a word, a function, or letters beside each other. */
    private void letters() {
        int start = at;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        String run = text.substring(start, at);
        String word = run.toLowerCase(Locale.ROOT);
        boolean afterNumber = !tokens.isEmpty() && tokens.getLast().kind() != Kind.LETTER;
        if (word.equals("and") || word.equals("or")) {
            add(Kind.SIGN, word);
        } else if (run.length() > 1
                && (Notation.LETTERS.containsKey(run) || Notation.FUNCTIONS.contains(run) || run.equals("sqrt"))) {
            named(run);
        } else if (run.length() > 3 || (run.length() > 1 && afterNumber && Unit.isKnown(word))) {
            add(Kind.WORD, word);
        } else {
            for (int i = 0; i < run.length(); i++) {
                add(Kind.LETTER, run.substring(i, i + 1));
            }
        }
    }

    private void command() {
        int start = ++at;
        if (start == text.length()) {
            return;
        }
        if (text.charAt(start) == '\\') {
            if (hasRows) {
                at++;
                add(Kind.SIGN, "row");
            }
            return;
        }
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            at++;
        }
        Matcher glued = GLUED_QUAD.matcher(text).region(start, at);
        if (glued.lookingAt()) {
            at = glued.end();
        }
        String name = text.substring(start, at);
        if (Notation.TEXT.contains(name)) {
            words(name);
        } else if (name.equals("begin") || name.equals("end")) {
            environment(name);
        } else if (Notation.LOOKS.contains(name)) {
            spaced = true;
        } else {
            named(name);
        }
    }

    private void named(String name) {
        String command = Notation.COMMAND_SYNONYMS.getOrDefault(name, name);
        if (Notation.COMMANDS.contains(command) || Notation.FUNCTIONS.contains(command)) {
            add(Kind.COMMAND, command);
        } else if (Notation.LETTERS.containsKey(name)) {
            add(Kind.LETTER, Notation.LETTERS.get(name));
        } else if (Notation.SIGNS.containsKey(name)) {
            add(Kind.SIGN, Notation.SIGNS.get(name));
        } else {
            throw new Undecidable("\\" + name + " is not known");
        }
    }

    private void environment(String name) {
        Matcher environment = match(ENVIRONMENT);
        if (environment == null
                || !(environment.group(1).endsWith("matrix")
                        || environment.group(1).equals("array"))) {
            throw new Undecidable("an environment that is not a matrix");
        }
        if (environment.group(1).toLowerCase(Locale.ROOT).startsWith("v")) {
            throw new Undecidable("a determinant");
        }
        at = environment.end();
        add(Kind.SIGN, name);
    }

    private void words(String command) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int end = at < text.length() && text.charAt(at) == '{' ? BoxedAnswer.closingBrace(text, at) : -1;
        if (end < 0) {
            throw new Undecidable("\\" + command + " without braces");
        }
        String content = text.substring(at + 1, end).strip();
        at = end + 1;
        String word = content.toLowerCase(Locale.ROOT);
        if (word.equals("and") || word.equals("or") || word.equals(",")) {
            add(Kind.SIGN, word);
        } else if (!content.isEmpty() && PLAIN.matcher(content).matches()) {
            add(Kind.NUMBER, content);
        } else if (command.equals("mathrm") && content.length() == 1 && isLetter(content.charAt(0))) {
            add(Kind.LETTER, content);
        } else if (!content.isEmpty()) {
            add(Kind.WORD, word);
        }
    }

    private @Nullable Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private void add(Kind kind, String token) {
        tokens.add(new Token(kind, token, spaced));
        spaced = false;
        if (kind == Kind.SIGN) {
            switch (token) {
                case "(", "[", "\\{", "begin" -> brackets++;
                case ")", "]", "\\}", "end" -> brackets--;
                default -> {}
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
