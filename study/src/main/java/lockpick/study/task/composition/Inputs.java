package lockpick.study.task.composition;

import java.util.Arrays;
import lockpick.study.task.Split;

/**
 * One point of the task: apply function {@code first}, then function {@code second}, to four digits.
 *
 * @param first number of the function applied first
 * @param second number of another function
 * @param digits four digits, repetitions allowed
 */
record Inputs(int first, int second, int[] digits) {

    private static final String FUNCTION = "fn";

    static final int DIGITS = 4;
    static final int DIGIT_STRINGS = 10_000; // 10^4

    /** Points of a world: ordered pairs of different functions, times all digit strings. */
    static int count(int functions) {
        return functions * (functions - 1) * DIGIT_STRINGS;
    }

    /** The point with this number, from 0; the pair is {@code number / 10,000}. */
    static Inputs of(int number, int functions) {
        int pair = number / DIGIT_STRINGS;
        int first = pair / (functions - 1);
        int other = pair % (functions - 1);
        int rest = number % DIGIT_STRINGS;
        int[] digits = new int[DIGITS];
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = rest % 10;
            rest /= 10;
        }
        return new Inputs(first, other < first ? other : other + 1, digits);
    }

    /**
     * The split of this point, by a hash of its text, so that it stays there whatever else changes: 10 % test, 5 %
     * validation, 15 % for elicitation, 70 % for strong policies and locks.
     */
    Split split() {
        long hash = mix((first * 64L + second) * DIGIT_STRINGS
                + digits[0] * 1000
                + digits[1] * 100
                + digits[2] * 10
                + digits[3]);
        int percentile = (int) Long.remainderUnsigned(hash, 100);
        if (percentile < 10) {
            return Split.TEST;
        }
        if (percentile < 15) {
            return Split.VALIDATION;
        }
        return percentile < 30 ? Split.ELICIT_TRAIN : Split.LOCK_TRAIN;
    }

    /** The finalizer of SplitMix64 (Steele et al., 2014): every input bit moves every output bit. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The point whose {@link #statement} this is. */
    static Inputs of(String statement) {
        String[] words = statement.split(" ");
        int[] digits =
                Arrays.stream(words, 3, 3 + DIGITS).mapToInt(Integer::parseInt).toArray();
        return new Inputs(function(words[0]), function(words[1]), digits);
    }

    private static int function(String word) {
        return Integer.parseInt(word.substring(FUNCTION.length()));
    }

    /** The problem as policies read it: {@code fn3 fn5 | 1 6 1 8}. */
    String statement() {
        return FUNCTION + first + " " + FUNCTION + second + " | " + World.words(digits);
    }
}
