package lockpick.engine.tokenizer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a regular expression is as simple as those of real tokenizers. The library's regular expressions give up, and end
 * the JVM, when a search goes back and forth too often or an expression nests too deep. So no repetition may stand within
 * a repetition, nor more than three unbounded ones in a row, and what searches without bound by itself is left out: back
 * references, calls, named groups, conditions.
 */
final class SplitPattern {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 8;
    private static final int MOST_UNBOUNDED = 3;
    private static final int MOST_TIMES = 1_000;

    /** A group being read: the unbounded repetitions of the alternative at hand, and the most of those before it. */
    private static final class Group {
        private int unbounded;
        private int most;
        private boolean repeats;

        private void endAlternative() {
            most = Math.max(most, unbounded);
            unbounded = 0;
        }
    }

    private final JsonPlace place;
    private final String pattern;
    private final Deque<Group> open = new ArrayDeque<>();
    private int at;

    private SplitPattern(JsonPlace place) {
        this.place = place;
        this.pattern = place.someText();
        open.push(new Group());
    }

    /** @throws lockpick.engine.checkpoint.CheckpointException if it is not */
    static void check(JsonPlace place) {
        new SplitPattern(place).check();
    }

    private void check() {
        if (pattern.length() > LONGEST) {
            throw place.refuse("a regular expression of at most " + LONGEST + " characters");
        }
        while (at < pattern.length()) {
            switch (pattern.charAt(at)) {
                case '(' -> open();
                case ')' -> close();
                case '|' -> {
                    open.element().endAlternative();
                    at++;
                }
                case '[' -> {
                    characterClass(1);
                    repetition(false);
                }
                case '\\' -> {
                    escape();
                    repetition(false);
                }
                default -> {
                    at++;
                    repetition(false);
                }
            }
        }
        if (open.size() != 1) {
            throw place.refuse("a regular expression with every bracket closed");
        }
    }

    private void open() {
        at++;
        if (peek() == '?') {
            int end = at + 1;
            while (end < pattern.length() && "imsx-<".indexOf(pattern.charAt(end)) >= 0) {
                end++;
            }
            if (end == pattern.length() || ":=!>)".indexOf(pattern.charAt(end)) < 0) {
                throw place.refuse("no groups but (…), (?:…), (?>…), flags, and looks ahead or behind");
            }
            at = pattern.charAt(end) == ')' ? end : end + 1;
        }
        open.push(new Group());
        if (open.size() > DEEPEST) {
            throw place.refuse("groups in groups at most " + DEEPEST + " deep");
        }
    }

    private void close() {
        at++;
        Group inner = open.pop();
        if (open.isEmpty()) {
            throw place.refuse("a regular expression with every bracket opened");
        }
        inner.endAlternative();
        open.element().repeats |= inner.repeats;
        unbounded(inner.most);
        repetition(inner.repeats);
    }

    /** Passes a repetition of what was just read, if there is one. */
    private void repetition(boolean inner) {
        int most = times();
        if (most <= 1) {
            return;
        }
        if (inner) {
            throw place.refuse("no repetition within a repetition");
        }
        open.element().repeats = true;
        unbounded(most == Integer.MAX_VALUE ? 1 : 0);
    }

    private void unbounded(int more) {
        Group group = open.element();
        group.unbounded += more;
        if (group.unbounded > MOST_UNBOUNDED) {
            throw place.refuse("at most " + MOST_UNBOUNDED + " unbounded repetitions in a row");
        }
    }

    /** The most times that the repetition allows which stands here, behind which reading goes on; 1 if none does. */
    private int times() {
        int most = switch (peek()) {
            case '?' -> 1;
            case '*', '+' -> Integer.MAX_VALUE;
            case '{' -> timesInBraces();
            default -> 0;
        };
        if (most == 0) {
            return 1;
        }
        at++;
        if (peek() == '?' || peek() == '+') { // lazy, possessive
            at++;
        }
        if ("?*+{".indexOf(peek()) >= 0) {
            throw place.refuse("no repetition of a repetition");
        }
        return most;
    }

    private int timesInBraces() {
        int end = pattern.indexOf('}', at);
        String times = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!times.matches("\\d{1,4}(,\\d{0,4})?")) {
            throw place.refuse("braces of the form {2}, {1,3} or {2,}");
        }
        at = end;
        if (times.endsWith(",")) {
            return Integer.MAX_VALUE;
        }
        int most = Integer.parseInt(times.substring(times.indexOf(',') + 1));
        if (most < 1 || most > MOST_TIMES) {
            throw place.refuse("repetitions of 1 to " + MOST_TIMES);
        }
        return most;
    }

    private void escape() {
        at++;
        char escaped = peek();
        if ((escaped >= '0' && escaped <= '9') || "kgKGRX".indexOf(escaped) >= 0) {
            throw place.refuse("no back references and no calls");
        }
        at++;
        if ("pPx".indexOf(escaped) >= 0 && peek() == '{') {
            at = pattern.indexOf('}', at) + 1;
            if (at == 0) {
                throw place.refuse("a regular expression with every brace closed");
            }
        }
    }

    private void characterClass(int depth) {
        if (depth > DEEPEST) {
            throw place.refuse("character classes in classes at most " + DEEPEST + " deep");
        }
        at++;
        if (peek() == '^') {
            at++;
        }
        int from = at;
        while (peek() != ']' || at == from) {
            switch (peek()) {
                case '[' -> characterClass(depth + 1);
                case '\\' -> escape();
                case '\0' -> throw place.refuse("a regular expression with every bracket closed");
                default -> at++;
            }
        }
        at++;
    }

    /** The character at hand; NUL at the end. */
    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : '\0';
    }
}
