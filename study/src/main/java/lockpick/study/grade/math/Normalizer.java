package lockpick.study.grade.math;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.PlusMinus;
import lockpick.study.grade.math.Expression.Power;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;
import lockpick.study.grade.math.Expression.Symbol;

/** Works an expression out exactly: sums, products and powers are taken apart, all else is opaque. */
final class Normalizer {

    private static final int LARGEST_FACTOR = 5_000;
    private static final int LARGEST_FACTORIAL = 1_000;
    private static final int LARGEST_EXPONENT_OF_A_SUM = 40;

    private final Work work;

    Normalizer(Work work) {
        this.work = work;
    }

    /**
     * @throws Undecidable if it takes too long, divides by zero or counts with infinity
     */
    NormalForm normalForm(Expression expression) {
        work.spend(1);
        return switch (expression) {
            case Literal literal -> constant(literal.value());
            case Symbol(String name) when name.equals("…") -> throw new Undecidable("dots inside a value");
            case Symbol symbol -> NormalForm.of(Polynomial.generator(symbol.name()));
            case Sum sum -> sum(sum.terms());
            case Product product -> product(product.factors());
            case Power power -> power(power);
            case Call call -> call(call);
            case PlusMinus sign -> throw new Undecidable("± inside a value");
        };
    }

    private static NormalForm constant(Rational value) {
        return NormalForm.of(Polynomial.constant(value));
    }

    private NormalForm sum(List<Expression> terms) {
        NormalForm sum = NormalForm.of(Polynomial.ZERO);
        for (Expression term : terms) {
            sum = sum.plus(finite(normalForm(term)), work);
        }
        return sum;
    }

    private NormalForm product(List<Expression> factors) {
        NormalForm product = NormalForm.ONE;
        for (Expression factor : factors) {
            NormalForm next = normalForm(factor);
            boolean sign = product.equals(constant(Rational.MINUS_ONE)) || product.equals(NormalForm.ONE);
            product = product.times(sign ? next : finite(next), work);
        }
        return product;
    }

    private static NormalForm finite(NormalForm form) {
        if (form.has(Monomial.INFINITY)) {
            throw new Undecidable("arithmetic with infinity");
        }
        return form;
    }

    private NormalForm power(Power power) {
        NormalForm exponent = finite(normalForm(power.exponent()));
        NormalForm base = finite(normalForm(power.base()));
        if (!exponent.isPolynomial() || !exponent.numerator().isConstant()) {
            return opaque("^", List.of(base, exponent));
        }
        Rational value = exponent.numerator().constant();
        if (value.isInteger()) {
            return integerPower(base, value.numerator());
        }
        return base.isPolynomial() && base.numerator().terms().size() <= 1
                ? root(base, value)
                : opaque("^", List.of(base, exponent));
    }

    private NormalForm integerPower(NormalForm base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return integerPower(base.inverse(work), exponent.negate());
        }
        if (base.numerator().isZero()) {
            if (exponent.signum() == 0) {
                throw new Undecidable("zero to the power of zero");
            }
            return base;
        }
        boolean sum = base.numerator().terms().size() > 1 || !base.isPolynomial();
        Rational first = base.numerator().coefficient(base.numerator().first());
        long bits = first.numerator().bitLength() + first.denominator().bitLength() - 2;
        int most = sum ? LARGEST_EXPONENT_OF_A_SUM : 1_000_000;
        if (exponent.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new Undecidable("an exponent above " + most);
        }
        Work.checkBits(bits * exponent.longValueExact());
        NormalForm result = NormalForm.ONE;
        for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
            result = result.times(result, work);
            if (exponent.testBit(bit)) {
                result = result.times(base, work);
            }
        }
        return result;
    }

    /** A broken power of a single term: primes and positive constants come out of the root, variables where they may. */
    private NormalForm root(NormalForm base, Rational exponent) {
        if (base.numerator().isZero()) {
            if (exponent.signum() < 0) {
                throw new Undecidable("division by zero");
            }
            return base;
        }
        Monomial monomial = base.numerator().first();
        Rational coefficient = base.numerator().coefficient(monomial);
        boundPower(coefficient, exponent);
        boolean even = !exponent.denominator().testBit(0);
        boolean negative = coefficient.signum() < 0;
        TreeMap<String, Rational> exponents = new TreeMap<>();
        monomial.exponents().forEach((generator, power) -> exponents.put(generator, power.times(exponent)));
        boolean imaginary = negative && even;
        if (imaginary && (!exponent.denominator().equals(BigInteger.TWO) || !monomial.isOne())
                || !comesOut(monomial, even)
                || !factor(coefficient.numerator().abs(), exponent, exponents)
                || !factor(coefficient.denominator(), exponent.negate(), exponents)) {
            return opaque("^", List.of(base, constant(exponent)));
        }
        if (imaginary) {
            exponents.put(Monomial.IMAGINARY, new Rational(exponent.numerator(), BigInteger.ONE));
        }
        boolean minus = negative && !even && exponent.numerator().testBit(0);
        Map.Entry<Monomial, Rational> reduced = Monomial.reduced(exponents);
        Rational size = reduced.getValue();
        return NormalForm.of(Polynomial.of(reduced.getKey(), minus ? size.negate() : size));
    }

    private static void boundPower(Rational base, Rational exponent) {
        Work.checkBits(exponent.numerator().bitLength() * 100L);
        long bits = base.numerator().bitLength() + base.denominator().bitLength();
        Work.checkBits(bits
                * (1 + exponent.numerator().abs().divide(exponent.denominator()).longValueExact()));
    }

    /** Whether a root of a monomial is the product of roots: not so for the square root of x², which is |x|. */
    private static boolean comesOut(Monomial monomial, boolean evenRoot) {
        for (Map.Entry<String, Rational> entry : monomial.exponents().entrySet()) {
            Rational power = entry.getValue();
            boolean odd = power.isInteger() && power.numerator().testBit(0);
            boolean real = !monomial.isOpaque() && !monomial.has(Monomial.IMAGINARY);
            if (!Monomial.isPositive(entry.getKey()) && !(real && (odd || !evenRoot))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the primes of a number to the exponents; false if a part is left that may be no prime. */
    private boolean factor(BigInteger number, Rational exponent, TreeMap<String, Rational> exponents) {
        BigInteger rest = number;
        for (int divisor = 2; divisor <= LARGEST_FACTOR && rest.compareTo(BigInteger.ONE) > 0; divisor++) {
            if (rest.bitLength() < 62 && (long) divisor * divisor > rest.longValueExact()) {
                break;
            }
            if (rest.bitLength() > 62) {
                work.spend(1);
            }
            BigInteger prime = BigInteger.valueOf(divisor);
            BigInteger[] parts = rest.divideAndRemainder(prime);
            while (parts[1].signum() == 0) {
                rest = parts[0];
                exponents.merge(Monomial.prime(divisor), exponent, Rational::plus);
                parts = rest.divideAndRemainder(prime);
            }
        }
        if (rest.equals(BigInteger.ONE)) {
            return true;
        }
        if (rest.bitLength() > 62 || rest.compareTo(BigInteger.valueOf((long) LARGEST_FACTOR * LARGEST_FACTOR)) > 0) {
            return false;
        }
        exponents.merge(Monomial.prime(rest.longValueExact()), exponent, Rational::plus);
        return true;
    }

    private NormalForm call(Call call) {
        List<NormalForm> arguments = call.arguments().stream()
                .map(argument -> finite(normalForm(argument)))
                .toList();
        boolean numbers = arguments.stream()
                .allMatch(argument ->
                        argument.isPolynomial() && argument.numerator().isConstant());
        if (numbers) {
            Rational first = arguments.getFirst().numerator().constant();
            switch (call.function()) {
                case "abs" -> {
                    return constant(first.signum() < 0 ? first.negate() : first);
                }
                case "!" -> {
                    return constant(Rational.of(factorial(first), BigInteger.ONE));
                }
                case "binom" -> {
                    return binomial(first, arguments.get(1).numerator().constant());
                }
                default -> {}
            }
        }
        return opaque(call.function(), arguments);
    }

    private NormalForm binomial(Rational n, Rational k) {
        BigInteger below = factorial(k).multiply(factorial(n.plus(k.negate())));
        return constant(Rational.of(factorial(n), below));
    }

    private BigInteger factorial(Rational n) {
        boolean known = n.isInteger() && n.signum() >= 0 && n.compareTo(Rational.of(LARGEST_FACTORIAL)) <= 0;
        if (!known) {
            throw new Undecidable("the factorial of " + (n.isInteger() ? "a large or negative number" : "a fraction"));
        }
        BigInteger product = BigInteger.ONE;
        for (int i = 2; i <= n.numerator().intValueExact(); i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        work.spend(1 + product.bitLength() / 8);
        return product;
    }

    private NormalForm opaque(String function, List<NormalForm> arguments) {
        StringBuilder description = new StringBuilder(function);
        arguments.forEach(argument ->
                description.append('(').append(argument.description(work)).append(')'));
        work.spend(description.length() / 16);
        return NormalForm.of(Polynomial.generator(Monomial.opaque(description.toString())));
    }
}
