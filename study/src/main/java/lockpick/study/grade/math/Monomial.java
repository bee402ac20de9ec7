package lockpick.study.grade.math;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product of powers of generators. A generator is a variable, π, e, i, ∞, a prime under a root ({@code #7}), or
 * something that is not taken apart ({@code {…}}). Exponents are never zero.
 *
 * @param text a description that no other monomial has; monomials are sorted by it
 */
record Monomial(SortedMap<String, Rational> exponents, String text) implements Comparable<Monomial> {

    static final Monomial ONE = of(new TreeMap<>());
    static final String IMAGINARY = "i";
    static final String INFINITY = "∞";
    private static final char PRIME = '#';
    private static final char OPAQUE = '{';

    private static Monomial of(SortedMap<String, Rational> exponents) {
        StringBuilder text = new StringBuilder();
        exponents.forEach((generator, exponent) ->
                text.append(generator).append('^').append(exponent).append(' '));
        return new Monomial(Collections.unmodifiableSortedMap(exponents), text.toString());
    }

    static Monomial of(String generator, Rational exponent) {
        TreeMap<String, Rational> exponents = new TreeMap<>();
        exponents.put(generator, exponent);
        return of(exponents);
    }

    /** The root of a prime. */
    static String prime(long prime) {
        return PRIME + Long.toString(prime);
    }

    /** Something that is told from others by its description alone. */
    static String opaque(String description) {
        return OPAQUE + description + "}";
    }

    /** Whether a generator stands for a positive number: a prime, π or e. */
    static boolean isPositive(String generator) {
        return generator.charAt(0) == PRIME || generator.equals("π") || generator.equals("e");
    }

    boolean isOne() {
        return exponents.isEmpty();
    }

    boolean isOpaque() {
        return exponents.keySet().stream().anyMatch(generator -> generator.charAt(0) == OPAQUE);
    }

    boolean has(String generator) {
        return exponents.containsKey(generator);
    }

    /**
     * This times another, with whole powers of primes and of i moved into the coefficient.
     *
     * @return a polynomial of one term
     */
    Map.Entry<Monomial, Rational> times(Monomial other) {
        if (isOne()) {
            return Map.entry(other, Rational.ONE);
        }
        if (other.isOne()) {
            return Map.entry(this, Rational.ONE);
        }
        TreeMap<String, Rational> product = new TreeMap<>(exponents);
        other.exponents.forEach((generator, exponent) -> product.merge(generator, exponent, Rational::plus));
        return reduced(product);
    }

    /** Brings exponents of primes below one and those of i to zero or one. */
    static Map.Entry<Monomial, Rational> reduced(TreeMap<String, Rational> exponents) {
        Rational coefficient = Rational.ONE;
        for (Map.Entry<String, Rational> entry : exponents.entrySet()) {
            String generator = entry.getKey();
            Rational exponent = entry.getValue();
            if (generator.charAt(0) == PRIME) {
                int whole = exponent.floor().intValueExact();
                Rational prime = Rational.of(Long.parseLong(generator.substring(1)));
                coefficient = coefficient.times(prime.power(whole));
                entry.setValue(exponent.plus(Rational.of(-whole)));
            } else if (generator.equals(IMAGINARY)) {
                int turns = Math.floorMod(exponent.numerator().intValueExact(), 4);
                coefficient = turns >= 2 ? coefficient.negate() : coefficient;
                entry.setValue(Rational.of(turns % 2));
            }
        }
        exponents.values().removeIf(Rational::isZero);
        return Map.entry(of(exponents), coefficient);
    }

    @Override
    public int compareTo(Monomial other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Monomial monomial && text.equals(monomial.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
