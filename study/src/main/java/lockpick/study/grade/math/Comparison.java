package lockpick.study.grade.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiFunction;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.math.Answer.Based;
import lockpick.study.grade.math.Answer.Bracketed;
import lockpick.study.grade.math.Answer.Listing;
import lockpick.study.grade.math.Answer.Matrix;
import lockpick.study.grade.math.Answer.Phrase;
import lockpick.study.grade.math.Answer.Ratio;
import lockpick.study.grade.math.Answer.Relation;
import lockpick.study.grade.math.Answer.Union;
import lockpick.study.grade.math.Answer.Value;

/** Compares two answers by what they mean. */
final class Comparison {

    private final Work work;
    private final Values values;
    private final Relations relations;

    Comparison(long seed, Work work) {
        this.work = work;
        this.values = new Values(seed, work);
        this.relations = new Relations(values, work);
    }

    /**
     * @throws Undecidable if the values are beyond what can be worked out
     */
    Grade compare(Answer givenAsWritten, Answer referenceAsWritten) {
        work.spend(1);
        Answer given = single(givenAsWritten);
        Answer reference = single(referenceAsWritten);
        if (given instanceof Relation || reference instanceof Relation) {
            return relations(given, reference);
        }
        if (given instanceof Listing || reference instanceof Listing) {
            return listings(given, reference);
        }
        if (given instanceof Union || reference instanceof Union) {
            return unions(given, reference);
        }
        return switch (reference) {
            case Value value when given instanceof Value other -> values(other, value);
            case Bracketed bracketed when given instanceof Bracketed other -> bracketed(other, bracketed);
            case Matrix matrix when given instanceof Matrix other -> matrices(other, matrix);
            case Ratio ratio when given instanceof Ratio other -> ratios(other, ratio);
            case Based based when given instanceof Based other -> based(other, based);
            case Phrase phrase -> phrases(given, phrase);
            default -> given instanceof Phrase phrase ? phrases(reference, phrase) : different(given, reference);
        };
    }

    private static Answer single(Answer answer) {
        return answer instanceof Listing listing && listing.items().size() == 1
                ? listing.items().getFirst()
                : answer;
    }

    private Grade relations(Answer given, Answer reference) {
        Named namedGiven = Named.of(given);
        Named namedReference = Named.of(reference);
        if (namedGiven != null && namedReference != null && namedGiven.sameName(namedReference)) {
            return compare(namedGiven.valueAs(namedReference), namedReference.value());
        }
        Bracketed intervalGiven = given instanceof Relation relation ? Relations.interval(relation) : null;
        Bracketed intervalReference = reference instanceof Relation relation ? Relations.interval(relation) : null;
        if (namedGiven != null
                && namedReference != null
                && compare(namedGiven.value(), namedReference.value()).isCorrect()) {
            return Grade.undecided("the same value under another name");
        }
        if (given instanceof Relation a && reference instanceof Relation b) {
            if (namedGiven != null && intervalReference != null) {
                return compare(namedGiven.value(), intervalReference);
            }
            if (intervalGiven != null && namedReference != null) {
                return compare(intervalGiven, namedReference.value());
            }
            return relations.compare(a, b);
        }
        if (namedGiven != null) {
            return compare(namedGiven.value(), reference);
        }
        if (namedReference != null) {
            return compare(given, namedReference.value());
        }
        if (intervalGiven != null && !(reference instanceof Value)) {
            return compare(intervalGiven, reference);
        }
        return intervalReference != null && !(given instanceof Value)
                ? compare(given, intervalReference)
                : Grade.incorrect("one is a relation, the other is none");
    }

    private Grade listings(Answer given, Answer reference) {
        if (given instanceof Listing a && reference instanceof Listing b) {
            return listings(a, b);
        }
        List<Answer> items = items(given instanceof Listing ? given : reference);
        Answer other = given instanceof Listing ? reference : given;
        if (other instanceof Union) {
            return unions(given, reference);
        }
        if (!(other instanceof Bracketed bracketed) || bracketed.items().size() != items.size()) {
            return Grade.incorrect("another number of values");
        }
        Grade verdict = inOrder(items(given), items(reference));
        boolean tuple = bracketed.open().equals("(") && bracketed.close().equals(")");
        boolean set = given instanceof Listing(var a, boolean unordered) && unordered
                || reference instanceof Listing(var b, boolean alsoUnordered) && alsoUnordered;
        return verdict.isCorrect() && (set || !tuple)
                ? Grade.undecided("the same values, in brackets of another kind")
                : verdict;
    }

    private static List<Answer> items(Answer answer) {
        return switch (answer) {
            case Listing listing -> listing.items();
            case Bracketed bracketed -> bracketed.items();
            default -> List.of(answer);
        };
    }

    private Grade listings(Listing given, Listing reference) {
        Grade ordered = inOrder(given.items(), reference.items());
        if (ordered.isCorrect()) {
            return ordered;
        }
        boolean unordered =
                given.unordered() || reference.unordered() || isSetByItsItems(given) || isSetByItsItems(reference);
        if (!unordered && given.items().size() != reference.items().size()) {
            return ordered;
        }
        Grade anyOrder = both(
                included(given.items(), reference.items(), this::compare),
                included(reference.items(), given.items(), (a, b) -> compare(b, a)));
        if (unordered || anyOrder.verdict() == Verdict.INCORRECT) {
            return anyOrder;
        }
        return Grade.undecided("the same values in another order, which may or may not count");
    }

    /** Points, and values with names, come in any order. */
    private static boolean isSetByItsItems(Listing listing) {
        return listing.items().stream().allMatch(item -> item instanceof Bracketed)
                || Named.of(listing.items().getFirst()) != null;
    }

    private Grade inOrder(List<Answer> given, List<Answer> reference) {
        if (given.size() != reference.size()) {
            return Grade.incorrect(given.size() + " values, the reference has " + reference.size());
        }
        Grade verdict = Grade.correct("the same values");
        for (int i = 0; i < given.size() && verdict.verdict() != Verdict.INCORRECT; i++) {
            verdict = both(verdict, compare(given.get(i), reference.get(i)));
        }
        return verdict;
    }

    /** Whether each of some answers is among others. */
    private static Grade included(
            List<Answer> some, List<Answer> others, BiFunction<Answer, Answer, Grade> comparison) {
        Grade all = Grade.correct("the same set of values");
        for (Answer answer : some) {
            Grade best = Grade.incorrect("another set of values");
            for (Answer other : others) {
                Grade verdict = comparison.apply(answer, other);
                if (verdict.verdict().ordinal() != best.verdict().ordinal()
                        && (verdict.isCorrect() || best.verdict() == Verdict.INCORRECT)) {
                    best = verdict;
                }
                if (best.isCorrect()) {
                    break;
                }
            }
            all = best.isCorrect() ? all : both(all, best);
        }
        return all;
    }

    /** Incorrect if either is, else undecided if either is, else correct. */
    private static Grade both(Grade a, Grade b) {
        if (a.verdict() == Verdict.INCORRECT) {
            return a;
        }
        return b.verdict() == Verdict.INCORRECT || a.isCorrect() ? b : a;
    }

    private Grade unions(Answer given, Answer reference) {
        List<Answer> a = given instanceof Union union ? union.parts() : List.of(given);
        List<Answer> b = reference instanceof Union union ? union.parts() : List.of(reference);
        if (a.equals(b)) {
            return Grade.correct("the same union");
        }
        return RealSet.of(a, work).sameAs(RealSet.of(b, work))
                ? Grade.correct("the same set of real numbers")
                : Grade.incorrect("another set of real numbers");
    }

    private Grade values(Value given, Value reference) {
        Unit unit = given.unit();
        Unit wanted = reference.unit();
        if (unit.equals(wanted) || unit.isGeneric() || wanted.isGeneric()) {
            Grade verdict = values.compare(given.expression(), reference.expression());
            return verdict.isCorrect() || unit.equals(wanted) ? verdict : asNumber(given, reference, verdict);
        }
        if (unit.dimension().equals(wanted.dimension())) {
            return values.compare(scaled(given), scaled(reference));
        }
        Grade verdict = values.compare(given.expression(), reference.expression());
        return verdict.isCorrect() ? Grade.undecided("the same number with another unit") : verdict;
    }

    private static Expression scaled(Value value) {
        Expression size = new Expression.Literal(value.unit().size(), 0);
        return new Expression.Product(List.of(size, value.expression()));
    }

    /** {@code 0.84} is {@code 84\%}, and {@code \pi} is {@code 180^\circ}. */
    private Grade asNumber(Value given, Value reference, Grade otherwise) {
        Grade verdict = values.compare(number(given), number(reference));
        return verdict.isCorrect() ? verdict : otherwise;
    }

    private static Expression number(Value value) {
        if (value.unit().equals(Unit.PERCENT)) {
            return Expression.quotient(value.expression(), Expression.integer(100));
        }
        return value.unit().equals(Unit.DEGREE)
                ? new Expression.Product(
                        List.of(value.expression(), Expression.quotient(Expression.PI, Expression.integer(180))))
                : value.expression();
    }

    private Grade bracketed(Bracketed given, Bracketed reference) {
        Grade items = inOrder(given.items(), reference.items());
        boolean sameBrackets =
                given.open().equals(reference.open()) && given.close().equals(reference.close());
        return items.isCorrect() && !sameBrackets ? Grade.incorrect("other brackets") : items;
    }

    private Grade matrices(Matrix given, Matrix reference) {
        int width = reference.rows().getFirst().size();
        if (given.rows().size() != reference.rows().size()
                || given.rows().getFirst().size() != width) {
            return Grade.incorrect("a matrix of another shape");
        }
        Grade verdict = Grade.correct("the same matrix");
        for (int row = 0; row < reference.rows().size(); row++) {
            for (int column = 0; column < width; column++) {
                verdict = both(
                        verdict,
                        values.compare(
                                given.rows().get(row).get(column),
                                reference.rows().get(row).get(column)));
            }
        }
        return verdict;
    }

    private Grade ratios(Ratio given, Ratio reference) {
        if (given.parts().size() != reference.parts().size()) {
            return Grade.incorrect("a ratio of another length");
        }
        Grade same = Grade.correct("the same ratio");
        Grade proportional = same;
        if (endsInZero(given) || endsInZero(reference)) {
            return given.equals(reference) ? same : Grade.incorrect("another time of day");
        }
        for (int i = 0; i < given.parts().size(); i++) {
            Expression mine = given.parts().get(i);
            Expression theirs = reference.parts().get(i);
            same = both(same, values.compare(mine, theirs));
            proportional = both(
                    proportional,
                    values.compare(
                            Expression.quotient(mine, given.parts().getFirst()),
                            Expression.quotient(theirs, reference.parts().getFirst())));
        }
        if (same.isCorrect() || !proportional.isCorrect()) {
            return same;
        }
        return Grade.undecided("the same ratio, unless these are times of day");
    }

    /** As times of day do, and ratios never. */
    private static boolean endsInZero(Ratio ratio) {
        return ratio.parts().getLast() instanceof Expression.Literal(Rational value, int decimals) && value.isZero();
    }

    private static Grade based(Based given, Based reference) {
        if (!given.value().equals(reference.value())) {
            return Grade.incorrect("another value");
        }
        return given.base() == reference.base()
                ? Grade.correct("the same value in the same base")
                : Grade.undecided("the same value in another base");
    }

    private static Grade phrases(Answer other, Phrase phrase) {
        if (other instanceof Phrase(String words)) {
            boolean same = words.equals(phrase.words());
            boolean short_ = !words.contains(" ") && !phrase.words().contains(" ");
            return same
                    ? Grade.correct("the same words")
                    : short_ ? Grade.incorrect("another word") : Grade.undecided("other words");
        }
        if (other instanceof Value(Expression.Symbol(String name), Unit unit)
                && name.equalsIgnoreCase(phrase.words())) {
            return Grade.correct("the same letter");
        }
        return Grade.undecided("words against a value");
    }

    /** Answers of two kinds. */
    private Grade different(Answer given, Answer reference) {
        if (given instanceof Based based && reference instanceof Value value) {
            return baseLeftOut(value, based);
        }
        if (given instanceof Value value && reference instanceof Based based) {
            return baseLeftOut(value, based);
        }
        if (given instanceof Matrix || reference instanceof Matrix) {
            return given instanceof Bracketed || reference instanceof Bracketed
                    ? Grade.undecided("a matrix against a tuple")
                    : Grade.incorrect("only one is a matrix");
        }
        if (given instanceof Ratio || reference instanceof Ratio) {
            return Grade.undecided("only one is a ratio");
        }
        return isNamedThing(given) || isNamedThing(reference)
                ? Grade.undecided("a name against something in brackets")
                : Grade.incorrect("only one is in brackets");
    }

    /** A letter that may stand for a set, such as R for the real numbers. */
    private static boolean isNamedThing(Answer answer) {
        return answer instanceof Value(Expression.Symbol symbol, Unit unit);
    }

    private Grade baseLeftOut(Value value, Based based) {
        Expression exact = new Expression.Literal(new Rational(based.value(), BigInteger.ONE), 0);
        Rational digits = Rational.of(new BigDecimal(based.value().toString(based.base())));
        boolean same = values.compare(value.expression(), exact).isCorrect()
                || values.compare(value.expression(), new Expression.Literal(digits, 0))
                        .isCorrect();
        return same ? Grade.undecided("only one states a base") : Grade.incorrect("another value");
    }
}
