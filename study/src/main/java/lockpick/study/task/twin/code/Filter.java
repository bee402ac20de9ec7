package lockpick.study.task.twin.code;

/**
 * Which numbers a program takes.
 *
 * @param k the number compared with; 0 where there is none
 */
public record Filter(Rule rule, int k) {

    static final Filter NONE = new Filter(Rule.ALL, 0);

    /** Kinds of conditions. */
    enum Rule {
        ALL,
        EVEN,
        ODD,
        GREATER,
        AT_LEAST,
        LESS,
        AT_MOST,
        DIVISIBLE
    }

    boolean takes(int x) {
        return switch (rule) {
            case ALL -> true;
            case EVEN -> x % 2 == 0;
            case ODD -> x % 2 != 0;
            case GREATER -> x > k;
            case AT_LEAST -> x >= k;
            case LESS -> x < k;
            case AT_MOST -> x <= k;
            case DIVISIBLE -> x % k == 0;
        };
    }

    /** As {@code even numbers}. */
    String english() {
        return switch (rule) {
            case ALL -> "all numbers";
            case EVEN -> "even numbers";
            case ODD -> "odd numbers";
            case GREATER -> "numbers greater than " + k;
            case AT_LEAST -> "numbers from " + k + " on";
            case LESS -> "numbers less than " + k;
            case AT_MOST -> "numbers up to " + k;
            case DIVISIBLE -> "numbers divisible by " + k;
        };
    }

    /** What stands in front of the statement it governs. */
    String cpp() {
        return switch (rule) {
            case ALL -> "";
            case EVEN -> "if (x % 2 == 0) ";
            case ODD -> "if (x % 2 != 0) ";
            case GREATER -> "if (x > " + k + ") ";
            case AT_LEAST -> "if (x >= " + k + ") ";
            case LESS -> "if (x < " + k + ") ";
            case AT_MOST -> "if (x <= " + k + ") ";
            case DIVISIBLE -> "if (x % " + k + " == 0) ";
        };
    }
}
