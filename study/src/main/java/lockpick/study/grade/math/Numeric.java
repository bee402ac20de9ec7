package lockpick.study.grade.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.PlusMinus;
import lockpick.study.grade.math.Expression.Power;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;
import lockpick.study.grade.math.Expression.Symbol;

/** The real value of an expression at a random point: each variable and each unknown function has a value drawn by its name. */
final class Numeric {

    private static final MathContext PRECISION = Elementary.PRECISION;
    private static final MathContext TELLING_ARGUMENTS_APART = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final int LARGEST_EXPONENT = 100_000;
    private static final int COST = 200;

    private final long seed;
    private final boolean positive;
    private final Work work;

    /**
     * @param seed chooses the point
     * @param positive whether all variables are positive there
     */
    Numeric(long seed, boolean positive, Work work) {
        this.seed = seed;
        this.positive = positive;
        this.work = work;
    }

    /**
     * @throws Undecidable if the expression has no real value there
     */
    BigDecimal value(Expression expression) {
        work.spend(1);
        return switch (expression) {
            case Literal literal -> literal.value().toDecimal();
            case Symbol symbol -> symbol(symbol.name());
            case Sum sum ->
                sum.terms().stream().map(this::value).reduce(BigDecimal.ZERO, (a, b) -> a.add(b, PRECISION));
            case Product product ->
                product.factors().stream().map(this::value).reduce(BigDecimal.ONE, (a, b) -> a.multiply(b, PRECISION));
            case Power power -> power(power);
            case Call call -> call(call);
            case PlusMinus sign -> throw new Undecidable("± inside a value");
        };
    }

    private BigDecimal symbol(String name) {
        return switch (name) {
            case "π" -> Elementary.PI;
            case "e" -> Elementary.exp(BigDecimal.ONE);
            case "i", "∞", "∅", "…" -> throw new Undecidable(name + " has no real value");
            default -> random(name);
        };
    }

    /** A number between 1/2 and 5/2, or its opposite. */
    private BigDecimal random(String name) {
        SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
        BigDecimal size = BigDecimal.valueOf(500_000_000 + random.nextLong(2_000_000_000), 9);
        return positive || random.nextBoolean() ? size : size.negate();
    }

    private BigDecimal power(Power power) {
        work.spend(COST);
        BigDecimal base = value(power.base());
        if (power.exponent() instanceof Power(Expression degree, Literal(Rational minusOne, int decimals))
                && degree instanceof Literal(Rational n, int d)
                && minusOne.equals(Rational.MINUS_ONE)
                && n.isInteger()) {
            return root(base, n.numerator());
        }
        return power(base, value(power.exponent()));
    }

    private static BigDecimal root(BigDecimal base, BigInteger degree) {
        if (degree.signum() <= 0) {
            throw new Undecidable("a root of a degree that is not positive");
        }
        if (base.signum() == 0) {
            return base;
        }
        if (base.signum() < 0) {
            if (!degree.testBit(0)) {
                throw new Undecidable("an even root of a negative number");
            }
            return root(base.negate(), degree).negate();
        }
        return degree.equals(BigInteger.TWO)
                ? base.sqrt(PRECISION)
                : Elementary.exp(Elementary.ln(base).divide(new BigDecimal(degree), PRECISION));
    }

    private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        boolean whole = exponent.stripTrailingZeros().scale() <= 0;
        if (whole && exponent.abs().compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) <= 0) {
            int n = exponent.intValueExact();
            return n < 0 ? inverse(base.pow(-n, PRECISION)) : base.pow(n, PRECISION);
        }
        return base.signum() == 0 && exponent.signum() > 0
                ? base
                : Elementary.exp(Elementary.ln(base).multiply(exponent, PRECISION));
    }

    private static BigDecimal inverse(BigDecimal value) {
        if (value.signum() == 0) {
            throw new Undecidable("division by zero");
        }
        return BigDecimal.ONE.divide(value, PRECISION);
    }

    private BigDecimal call(Call call) {
        work.spend(COST);
        List<BigDecimal> arguments = call.arguments().stream().map(this::value).toList();
        BigDecimal x = arguments.getFirst();
        return switch (call.function()) {
            case "abs" -> x.abs();
            case "sin" -> Elementary.sin(x);
            case "cos" -> Elementary.cos(x);
            case "tan" -> Elementary.sin(x).multiply(inverse(Elementary.cos(x)), PRECISION);
            case "cot" -> Elementary.cos(x).multiply(inverse(Elementary.sin(x)), PRECISION);
            case "sec" -> inverse(Elementary.cos(x));
            case "csc" -> inverse(Elementary.sin(x));
            case "arcsin" -> Elementary.arcsin(x);
            case "arccos" -> Elementary.PI.divide(BigDecimal.TWO).subtract(Elementary.arcsin(x), PRECISION);
            case "arctan" -> Elementary.arctan(x);
            case "exp" -> Elementary.exp(x);
            case "ln" -> Elementary.ln(x);
            case "log" -> {
                BigDecimal base = arguments.size() > 1 ? arguments.get(1) : BigDecimal.TEN;
                yield Elementary.ln(x).multiply(inverse(Elementary.ln(base)), PRECISION);
            }
            case "!", "binom" -> throw new Undecidable("a factorial of something that is no number");
            default -> {
                boolean unknown = call.function().codePoints().allMatch(Character::isLetter)
                        && call.function().length() == 1;
                if (!unknown) {
                    throw new Undecidable(call.function() + " is compared by its notation alone");
                }
                yield random(call.function() + x.round(TELLING_ARGUMENTS_APART).stripTrailingZeros());
            }
        };
    }
}
