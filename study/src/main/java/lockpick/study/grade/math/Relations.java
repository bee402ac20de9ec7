package lockpick.study.grade.math;

import java.util.List;
import java.util.Map;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.Answer.Bracketed;
import lockpick.study.grade.math.Answer.Relation;
import lockpick.study.grade.math.Answer.Value;
import org.jspecify.annotations.Nullable;

/** Compares equations and inequalities by what they say, whichever way they are arranged. */
final class Relations {

    private static final Map<String, String> TURNED = Map.of("<", ">", ">", "<", "≤", "≥", "≥", "≤");

    private final Values values;
    private final Work work;

    Relations(Values values, Work work) {
        this.values = values;
        this.work = work;
    }

    Grade compare(Relation given, Relation reference) {
        if (given.equals(reference) || sameChain(ascending(given), ascending(reference))) {
            return Grade.correct("the same relation");
        }
        if (given.signs().size() > 1 || reference.signs().size() > 1) {
            return Grade.undecided("chains of relations that differ");
        }
        String sign = ascending(given).signs().getFirst();
        if (!sign.equals(ascending(reference).signs().getFirst())) {
            return Grade.incorrect("another kind of relation");
        }
        return proportional(difference(ascending(given)), difference(ascending(reference)), TURNED.containsKey(sign));
    }

    /** The same with every {@code >} turned into {@code <}. */
    private static Relation ascending(Relation relation) {
        boolean descending = relation.signs().stream().allMatch(sign -> sign.equals(">") || sign.equals("≥"));
        return descending
                ? new Relation(
                        relation.sides().reversed(),
                        relation.signs().reversed().stream()
                                .map(sign -> TURNED.getOrDefault(sign, sign))
                                .toList())
                : relation;
    }

    private boolean sameChain(Relation given, Relation reference) {
        if (!given.signs().equals(reference.signs())) {
            return false;
        }
        for (int i = 0; i < given.sides().size(); i++) {
            if (!(given.sides().get(i) instanceof Value a)
                    || !(reference.sides().get(i) instanceof Value b)
                    || !a.unit().equals(b.unit())
                    || !values.compare(a.expression(), b.expression()).isCorrect()) {
                return false;
            }
        }
        return true;
    }

    private NormalForm difference(Relation relation) {
        if (!(relation.sides().get(0) instanceof Value left)
                || !(relation.sides().get(1) instanceof Value right)) {
            throw new Undecidable("a relation between things that are no values");
        }
        return values.normalForm(Expression.difference(left.expression(), right.expression()));
    }

    /** Whether one difference is a multiple of the other by a number, above zero where order counts. */
    private Grade proportional(NormalForm given, NormalForm reference, boolean ordered) {
        Polynomial a = given.numerator().times(reference.denominator(), work);
        Polynomial b = reference.numerator().times(given.denominator(), work);
        if (a.isZero() || b.isZero()) {
            return a.isZero() && b.isZero() ? Grade.correct("both always hold") : Grade.incorrect("another relation");
        }
        Monomial first = b.first();
        Rational coefficient = a.coefficient(first);
        if (!coefficient.isZero()) {
            Rational factor = coefficient.times(b.coefficient(first).inverse());
            boolean multiple = a.equals(b.times(Polynomial.constant(factor), work));
            if (multiple && (!ordered || factor.signum() > 0)) {
                return Grade.correct("the same relation, multiplied by a number");
            }
        }
        boolean plain = given.isPolynomial() && reference.isPolynomial() && a.isPlain() && b.isPlain();
        return plain ? Grade.incorrect("another relation") : Grade.undecided("relations that are no polynomials");
    }

    /** The interval that an inequality in one name stands for, or null if it stands for none. */
    static @Nullable Bracketed interval(Relation relation) {
        Relation ascending = ascending(relation);
        List<Answer> sides = ascending.sides();
        List<String> signs = ascending.signs();
        if (!signs.stream().allMatch(sign -> sign.equals("<") || sign.equals("≤")) || signs.size() > 2) {
            return null;
        }
        Answer infinity = new Value(Expression.INFINITY, Unit.NONE);
        if (signs.size() == 2) {
            return Named.isName(sides.get(1)) ? interval(sides.get(0), signs.get(0), signs.get(1), sides.get(2)) : null;
        }
        if (Named.isName(sides.get(0))) {
            Answer minusInfinity = new Value(Expression.negative(Expression.INFINITY), Unit.NONE);
            return interval(minusInfinity, "<", signs.getFirst(), sides.get(1));
        }
        return Named.isName(sides.get(1)) ? interval(sides.get(0), signs.getFirst(), "<", infinity) : null;
    }

    private static Bracketed interval(Answer low, String lowSign, String highSign, Answer high) {
        return new Bracketed(lowSign.equals("<") ? "(" : "[", List.of(low, high), highSign.equals("<") ? ")" : "]");
    }
}
