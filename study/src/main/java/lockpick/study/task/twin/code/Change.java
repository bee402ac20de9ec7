package lockpick.study.task.twin.code;

/**
 * What a program makes of a number: of each one that it adds, or of the result before it prints it.
 *
 * @param k the other operand; 0 where there is none
 */
public record Change(Rule rule, int k) {

    static final Change NONE = new Change(Rule.NOTHING, 0);

    /** Kinds of changes. */
    enum Rule {
        NOTHING,
        PLUS,
        MINUS,
        TIMES,
        SQUARE
    }

    long of(long value) {
        return switch (rule) {
            case NOTHING -> value;
            case PLUS -> value + k;
            case MINUS -> value - k;
            case TIMES -> value * k;
            case SQUARE -> value * value;
        };
    }

    /** Behind the noun that it changes: {@code , plus 3}; empty for nothing. */
    String behind() {
        return switch (rule) {
            case NOTHING -> "";
            case PLUS -> ", plus " + k;
            case MINUS -> ", minus " + k;
            case TIMES -> ", times " + k;
            case SQUARE -> ", squared";
        };
    }

    /** In front of what it changes: {@code the squares of }; empty for nothing. */
    String inFront() {
        return switch (rule) {
            case NOTHING -> "";
            case PLUS, MINUS -> throw new IllegalStateException("only factors and squares stand in front");
            case TIMES -> k + " times ";
            case SQUARE -> "the squares of ";
        };
    }

    /** As {@code x * x}; sums in it need no brackets where it is printed, since values printed are names. */
    String cpp(String name) {
        return switch (rule) {
            case NOTHING -> name;
            case PLUS -> name + " + " + k;
            case MINUS -> name + " - " + k;
            case TIMES -> name + " * " + k;
            case SQUARE -> name + " * " + name;
        };
    }

    /** As {@code x * 3}, or {@code x as it is}, for a sentence. */
    String inWords(String name) {
        return rule == Rule.NOTHING ? name + " as it is" : cpp(name);
    }
}
