package lockpick.study.grade.math;

import java.math.BigDecimal;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.Product;

/** Compares two expressions as values: exactly, else at random points to 50 digits. */
final class Values {

    /** Relative to the larger value; what lies between is undecided. */
    private static final BigDecimal EQUAL = new BigDecimal("1e-50");

    private static final BigDecimal DIFFERENT = new BigDecimal("1e-30");
    private static final BigDecimal SMALLEST_SCALE = new BigDecimal("1e-15");
    private static final int POINTS_WANTED = 3;
    private static final int POINTS_TRIED = 8;
    private static final int ROUNDED_DECIMALS = 4;

    private final long seed;
    private final Work work;
    private final Normalizer normalizer;

    Values(long seed, Work work) {
        this.seed = seed;
        this.work = work;
        this.normalizer = new Normalizer(work);
    }

    NormalForm normalForm(Expression expression) {
        return normalizer.normalForm(expression);
    }

    Grade compare(Expression given, Expression reference) {
        Grade verdict = unrounded(given, reference);
        return verdict.verdict() == Verdict.INCORRECT && (isRounding(given, reference) || isRounding(reference, given))
                ? Grade.undecided("equal only as far as the decimal goes")
                : verdict;
    }

    private Grade unrounded(Expression given, Expression reference) {
        if (given.equals(reference)) {
            return Grade.correct("the same value");
        }
        if (given instanceof Literal(Rational a, int m) && reference instanceof Literal(Rational b, int n)) {
            return a.equals(b) ? Grade.correct("the same value") : Grade.incorrect("another value");
        }
        NormalForm left = normalForm(given);
        NormalForm right = normalForm(reference);
        if (left.sameAs(right, work)) {
            return Grade.correct("the same value, worked out exactly");
        }
        return left.isOpaque() || right.isOpaque()
                ? atRandomPoints(given, reference)
                : Grade.incorrect("another value");
    }

    private Grade atRandomPoints(Expression given, Expression reference) {
        int[] positive = agreeing(given, reference, true);
        if (positive[0] == 0 && positive[1] == 0) {
            return Grade.undecided("no real value could be worked out");
        }
        if (positive[1] > 0) {
            return Grade.incorrect("another value, at 50 digits");
        }
        if (agreeing(given, reference, false)[1] > 0) {
            return Grade.undecided("equal for positive variables only");
        }
        return positive[0] >= POINTS_WANTED
                ? Grade.correct("the same value to 50 digits")
                : Grade.undecided("too few points at which both have a real value");
    }

    /** Tries random points; counts those at which both agree, then those at which they differ. */
    private int[] agreeing(Expression given, Expression reference, boolean positive) {
        int[] counts = new int[2];
        for (int point = 0; point < POINTS_TRIED && counts[0] < POINTS_WANTED && counts[1] == 0; point++) {
            Numeric numeric = new Numeric(seed + point, positive, work);
            try {
                counts[close(numeric.value(given), numeric.value(reference)) ? 0 : 1]++;
            } catch (Undecidable noRealValue) {
                work.spend(1);
            }
        }
        return counts;
    }

    /**
     * @throws Undecidable if the two are too near to tell apart, or too near to zero
     */
    private static boolean close(BigDecimal a, BigDecimal b) {
        BigDecimal scale = a.abs().max(b.abs());
        BigDecimal difference = a.subtract(b).abs();
        if (difference.compareTo(DIFFERENT.multiply(scale)) > 0) {
            return false;
        }
        if (scale.compareTo(SMALLEST_SCALE) < 0 || difference.compareTo(EQUAL.multiply(scale)) > 0) {
            throw new Undecidable("too near to tell apart");
        }
        return true;
    }

    /** Whether a decimal of some length is the other value, rounded or cut off. */
    private boolean isRounding(Expression decimal, Expression value) {
        Expression digits = decimal instanceof Product(var factors)
                        && factors.size() == 2
                        && factors.getFirst().equals(Expression.MINUS_ONE)
                ? factors.get(1)
                : decimal;
        if (!(digits instanceof Literal(Rational shown, int decimals))
                || decimals < ROUNDED_DECIMALS
                || value instanceof Literal(Rational other, int otherDecimals) && otherDecimals > 0) {
            return false;
        }
        try {
            Numeric numeric = new Numeric(seed, true, work);
            BigDecimal error =
                    numeric.value(decimal).subtract(numeric.value(value)).abs();
            return error.compareTo(BigDecimal.ONE.movePointLeft(decimals)) < 0;
        } catch (Undecidable noRealValue) {
            return false;
        }
    }
}
