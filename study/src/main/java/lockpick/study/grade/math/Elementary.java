package lockpick.study.grade.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions of decimal numbers, good to at least 55 digits for arguments of ordinary size. */
final class Elementary {

    /** Working precision in decimal digits; results are compared at fewer. */
    static final MathContext PRECISION = new MathContext(70, RoundingMode.HALF_EVEN);

    static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798");

    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal SMALLEST_TERM = new BigDecimal("1e-80");
    private static final BigDecimal LARGEST_ANGLE = new BigDecimal("1e10");
    private static final BigDecimal LARGEST_EXPONENT = new BigDecimal("1e5");
    private static final int HALVINGS = 8;

    static final BigDecimal LN_2 = logarithmNearOne(TWO);

    private Elementary() {}

    /** e to the power of x: x is halved, the series summed, and the result squared back. */
    static BigDecimal exp(BigDecimal x) {
        if (x.abs().compareTo(LARGEST_EXPONENT) > 0) {
            throw new Undecidable("an exponential out of range");
        }
        BigDecimal whole = x.divide(LN_2, 0, RoundingMode.HALF_EVEN);
        BigDecimal rest = x.subtract(whole.multiply(LN_2, PRECISION), PRECISION)
                .divide(BigDecimal.valueOf(1 << HALVINGS), PRECISION);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(SMALLEST_TERM) > 0; n++) {
            term = term.multiply(rest, PRECISION).divide(BigDecimal.valueOf(n), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, PRECISION);
        }
        return sum.multiply(powerOfTwo(whole.intValueExact()), PRECISION);
    }

    private static BigDecimal powerOfTwo(int exponent) {
        return exponent < 0
                ? BigDecimal.ONE.divide(TWO.pow(-exponent, PRECISION), PRECISION)
                : TWO.pow(exponent, PRECISION);
    }

    /** The natural logarithm: x is brought near one by powers of two. */
    static BigDecimal ln(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new Undecidable("the logarithm of a number that is not positive");
        }
        double digits = x.precision() - x.scale();
        int power = (int) Math.round(digits / Math.log10(2));
        BigDecimal near = x.divide(powerOfTwo(power), PRECISION);
        return logarithmNearOne(near).add(LN_2.multiply(BigDecimal.valueOf(power), PRECISION), PRECISION);
    }

    /** 2 artanh((x − 1)/(x + 1)), after square roots that bring x close to one. */
    private static BigDecimal logarithmNearOne(BigDecimal x) {
        BigDecimal root = x;
        int roots = 6;
        for (int i = 0; i < roots; i++) {
            root = root.sqrt(PRECISION);
        }
        BigDecimal t = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), PRECISION);
        BigDecimal square = t.multiply(t, PRECISION);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = t;
        for (int n = 1; power.abs().compareTo(SMALLEST_TERM) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), PRECISION), PRECISION);
            power = power.multiply(square, PRECISION);
        }
        return sum.multiply(BigDecimal.valueOf(2L << roots), PRECISION);
    }

    static BigDecimal sin(BigDecimal x) {
        if (x.abs().compareTo(LARGEST_ANGLE) > 0) {
            throw new Undecidable("an angle out of range");
        }
        BigDecimal turn = PI.multiply(TWO);
        BigInteger turns = x.divide(turn, 0, RoundingMode.HALF_EVEN).toBigInteger();
        BigDecimal rest = x.subtract(turn.multiply(new BigDecimal(turns)));
        BigDecimal square = rest.multiply(rest, PRECISION);
        BigDecimal sum = rest;
        BigDecimal term = rest;
        for (int n = 2; term.abs().compareTo(SMALLEST_TERM) > 0; n += 2) {
            term = term.multiply(square, PRECISION).divide(BigDecimal.valueOf(-(long) n * (n + 1)), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        return sum;
    }

    static BigDecimal cos(BigDecimal x) {
        return sin(x.add(PI.divide(TWO)));
    }

    /** The angle of a tangent: halved until the series is short. */
    static BigDecimal arctan(BigDecimal x) {
        BigDecimal t = x;
        for (int i = 0; i < HALVINGS; i++) {
            BigDecimal hypotenuse = BigDecimal.ONE.add(t.multiply(t, PRECISION)).sqrt(PRECISION);
            t = t.divide(BigDecimal.ONE.add(hypotenuse), PRECISION);
        }
        BigDecimal square = t.multiply(t, PRECISION).negate();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = t;
        for (int n = 1; power.abs().compareTo(SMALLEST_TERM) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), PRECISION), PRECISION);
            power = power.multiply(square, PRECISION);
        }
        return sum.multiply(BigDecimal.valueOf(1 << HALVINGS), PRECISION);
    }

    static BigDecimal arcsin(BigDecimal x) {
        BigDecimal rest = BigDecimal.ONE.subtract(x.multiply(x, PRECISION), PRECISION);
        if (rest.signum() < 0) {
            throw new Undecidable("the arcsine of a number above one");
        }
        return rest.signum() == 0
                ? PI.divide(TWO).multiply(BigDecimal.valueOf(x.signum()))
                : arctan(x.divide(rest.sqrt(PRECISION), PRECISION));
    }
}
