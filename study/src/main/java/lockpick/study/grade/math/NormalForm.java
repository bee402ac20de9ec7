package lockpick.study.grade.math;

import java.util.Map;
import java.util.TreeMap;

/**
 * A quotient of polynomials. Two are equal as values if their cross products are equal, and only then where nothing in
 * them is opaque (π and e count as independent of each other).
 */
record NormalForm(Polynomial numerator, Polynomial denominator) {

    static final NormalForm ONE = of(Polynomial.ONE);

    static NormalForm of(Polynomial polynomial) {
        return new NormalForm(polynomial, Polynomial.ONE);
    }

    boolean isPolynomial() {
        return denominator.equals(Polynomial.ONE);
    }

    boolean isOpaque() {
        return numerator.isOpaque() || denominator.isOpaque();
    }

    boolean has(String generator) {
        return numerator.has(generator) || denominator.has(generator);
    }

    boolean sameAs(NormalForm other, Work work) {
        if (denominator.equals(other.denominator)) {
            return numerator.equals(other.numerator);
        }
        return numerator.times(other.denominator, work).equals(other.numerator.times(denominator, work));
    }

    NormalForm plus(NormalForm other, Work work) {
        if (denominator.equals(other.denominator)) {
            return new NormalForm(numerator.plus(other.numerator, work), denominator);
        }
        Polynomial left = numerator.times(other.denominator, work);
        Polynomial sum = left.plus(other.numerator.times(denominator, work), work);
        return new NormalForm(sum, denominator.times(other.denominator, work));
    }

    NormalForm times(NormalForm other, Work work) {
        return new NormalForm(numerator.times(other.numerator, work), denominator.times(other.denominator, work));
    }

    /** One over this; a single term is turned over, so that only sums stay below. */
    NormalForm inverse(Work work) {
        if (numerator.isZero()) {
            throw new Undecidable("division by zero");
        }
        if (numerator.terms().size() > 1) {
            return new NormalForm(denominator, numerator);
        }
        Monomial monomial = numerator.first();
        TreeMap<String, Rational> exponents = new TreeMap<>();
        monomial.exponents().forEach((generator, exponent) -> exponents.put(generator, exponent.negate()));
        Map.Entry<Monomial, Rational> inverse = Monomial.reduced(exponents);
        Rational coefficient = numerator.coefficient(monomial).inverse().times(inverse.getValue());
        return of(denominator.times(Polynomial.of(inverse.getKey(), coefficient), work));
    }

    /** A description that is the same for most ways of writing the same value. */
    String description(Work work) {
        if (isPolynomial()) {
            return numerator.toString();
        }
        Rational leading = denominator.coefficient(denominator.first()).inverse();
        Polynomial scale = Polynomial.constant(leading);
        return numerator.times(scale, work) + "/" + denominator.times(scale, work);
    }
}
