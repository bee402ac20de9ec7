package lockpick.study.grade.math;

import java.math.BigInteger;

/** What one comparison may still cost: it keeps hostile answers from taking time or memory. */
final class Work {

    static final int LONGEST_ANSWER = 4_000;
    static final int DEEPEST_NESTING = 60;
    private static final int LARGEST_BITS = 20_000;

    private long steps = 40_000;

    /** Takes some steps, each of a few microseconds at most. */
    void spend(long count) {
        steps -= count;
        if (steps < 0) {
            throw new Undecidable("takes too long to work out");
        }
    }

    /** Takes the steps of handling a number, after looking at its size. */
    void spendOn(Rational value) {
        int bits = Math.max(bits(value.numerator()), bits(value.denominator()));
        spend(1 + bits / 64);
    }

    private static int bits(BigInteger integer) {
        checkBits(integer.bitLength());
        return integer.bitLength();
    }

    static void checkBits(long bits) {
        if (bits > LARGEST_BITS) {
            throw new Undecidable("a number of more than " + LARGEST_BITS + " bits");
        }
    }
}
