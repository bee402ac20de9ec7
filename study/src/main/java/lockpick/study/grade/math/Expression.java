package lockpick.study.grade.math;

import java.util.List;

/** A value as it was written, before anything is worked out. */
sealed interface Expression {

    Expression MINUS_ONE = new Literal(Rational.MINUS_ONE, 0);
    Expression PI = new Symbol("π");
    Expression INFINITY = new Symbol("∞");

    /**
     * A number in digits.
     *
     * @param decimals digits after the point
     */
    record Literal(Rational value, int decimals) implements Expression {}

    /** A variable, π, e, i or ∞, with its subscript. */
    record Symbol(String name) implements Expression {}

    record Sum(List<Expression> terms) implements Expression {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    record Product(List<Expression> factors) implements Expression {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    record Power(Expression base, Expression exponent) implements Expression {}

    /** A function, known ({@code sin}) or not ({@code f}). */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Stands for two values, one with this and one with its opposite. */
    record PlusMinus(Expression either) implements Expression {}

    static Expression integer(long value) {
        return new Literal(Rational.of(value), 0);
    }

    static Expression negative(Expression value) {
        return value instanceof Literal literal
                ? new Literal(literal.value().negate(), literal.decimals())
                : new Product(List.of(MINUS_ONE, value));
    }

    static Expression quotient(Expression numerator, Expression denominator) {
        return new Product(List.of(numerator, new Power(denominator, MINUS_ONE)));
    }

    static Expression root(Expression radicand, Expression degree) {
        return new Power(radicand, new Power(degree, MINUS_ONE));
    }

    static Expression difference(Expression left, Expression right) {
        return new Sum(List.of(left, negative(right)));
    }

    /** This with every ± read as plus, or every ± as minus. */
    default Expression withSign(boolean plus) {
        return switch (this) {
            case Literal literal -> literal;
            case Symbol symbol -> symbol;
            case Sum sum ->
                new Sum(sum.terms.stream().map(e -> e.withSign(plus)).toList());
            case Product product ->
                new Product(product.factors.stream().map(e -> e.withSign(plus)).toList());
            case Power power -> new Power(power.base.withSign(plus), power.exponent.withSign(plus));
            case Call call ->
                new Call(
                        call.function,
                        call.arguments.stream().map(e -> e.withSign(plus)).toList());
            case PlusMinus sign -> plus ? sign.either.withSign(plus) : negative(sign.either.withSign(plus));
        };
    }

    /** This with one symbol in place of another. */
    default Expression renamed(Symbol from, Symbol to) {
        return switch (this) {
            case Literal literal -> literal;
            case Symbol symbol -> symbol.equals(from) ? to : symbol;
            case Sum sum ->
                new Sum(sum.terms.stream().map(e -> e.renamed(from, to)).toList());
            case Product product ->
                new Product(
                        product.factors.stream().map(e -> e.renamed(from, to)).toList());
            case Power power -> new Power(power.base.renamed(from, to), power.exponent.renamed(from, to));
            case Call call ->
                new Call(
                        call.function,
                        call.arguments.stream().map(e -> e.renamed(from, to)).toList());
            case PlusMinus sign -> new PlusMinus(sign.either.renamed(from, to));
        };
    }
}
