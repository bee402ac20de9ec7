package lockpick.study.grade.math;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sum of monomials with exact coefficients, none of them zero. Two polynomials without opaque generators are equal as values only if they are equal as records. */
record Polynomial(SortedMap<Monomial, Rational> terms) {

    static final Polynomial ZERO = new Polynomial(new TreeMap<>());
    static final Polynomial ONE = constant(Rational.ONE);
    private static final int MOST_TERMS = 400;

    Polynomial {
        terms = Collections.unmodifiableSortedMap(terms);
        if (terms.size() > MOST_TERMS) {
            throw new Undecidable("more than " + MOST_TERMS + " terms");
        }
    }

    static Polynomial constant(Rational value) {
        return of(Monomial.ONE, value);
    }

    static Polynomial of(Monomial monomial, Rational coefficient) {
        TreeMap<Monomial, Rational> terms = new TreeMap<>();
        if (!coefficient.isZero()) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    static Polynomial generator(String name) {
        return of(Monomial.of(name, Rational.ONE), Rational.ONE);
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isConstant() {
        return isZero() || (terms.size() == 1 && terms.firstKey().isOne());
    }

    /** The value of a constant. */
    Rational constant() {
        return coefficient(Monomial.ONE);
    }

    /** The coefficient of a monomial, zero where it does not occur. */
    Rational coefficient(Monomial monomial) {
        return terms.getOrDefault(monomial, Rational.ZERO);
    }

    /** The monomial that is sorted first; not for zero. */
    Monomial first() {
        return terms.firstKey();
    }

    boolean isOpaque() {
        return terms.keySet().stream().anyMatch(Monomial::isOpaque);
    }

    /** Whether no monomial is opaque or stands below a fraction line. */
    boolean isPlain() {
        return !isOpaque()
                && terms.keySet().stream()
                        .flatMap(monomial -> monomial.exponents().values().stream())
                        .allMatch(exponent -> exponent.signum() > 0);
    }

    boolean has(String generator) {
        return terms.keySet().stream().anyMatch(monomial -> monomial.has(generator));
    }

    Polynomial plus(Polynomial other, Work work) {
        TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient, work));
        return new Polynomial(sum);
    }

    Polynomial times(Polynomial other, Work work) {
        if (equals(ONE)) {
            return other;
        }
        TreeMap<Monomial, Rational> product = new TreeMap<>();
        terms.forEach((left, a) -> other.terms.forEach((right, b) -> {
            Map.Entry<Monomial, Rational> term = left.times(right);
            add(product, term.getKey(), a.times(b).times(term.getValue()), work);
        }));
        return new Polynomial(product);
    }

    private static void add(SortedMap<Monomial, Rational> sum, Monomial monomial, Rational coefficient, Work work) {
        Rational total = sum.getOrDefault(monomial, Rational.ZERO).plus(coefficient);
        work.spendOn(total);
        if (total.isZero()) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, total);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, coefficient) ->
                text.append('+').append(coefficient).append(' ').append(monomial));
        return text.toString();
    }
}
