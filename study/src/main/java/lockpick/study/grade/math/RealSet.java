package lockpick.study.grade.math;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lockpick.study.grade.math.Answer.Bracketed;
import lockpick.study.grade.math.Answer.Listing;
import lockpick.study.grade.math.Answer.Value;

/** A union of intervals and points of the real line, joined where they touch and in ascending order. */
record RealSet(List<Interval> intervals) {

    private static final BigDecimal INFINITY = new BigDecimal("1e100000");
    private static final BigDecimal SAME_END = new BigDecimal("1e-40");

    /** From one end to the other; infinite ends lie beyond all numbers. */
    record Interval(BigDecimal low, boolean lowClosed, BigDecimal high, boolean highClosed) {}

    RealSet {
        intervals = List.copyOf(intervals);
    }

    /**
     * @throws Undecidable if a part is no interval or set of real numbers
     */
    static RealSet of(List<Answer> parts, Work work) {
        List<Interval> intervals = new ArrayList<>();
        parts.forEach(part -> add(part, intervals, work));
        intervals.removeIf(interval -> interval.low.compareTo(interval.high) > 0);
        intervals.sort(Comparator.comparing(Interval::low).thenComparing(interval -> !interval.lowClosed));
        List<Interval> joined = new ArrayList<>();
        for (Interval next : intervals) {
            Interval last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && touches(last, next)) {
                joined.set(joined.size() - 1, join(last, next));
            } else {
                joined.add(next);
            }
        }
        return new RealSet(joined);
    }

    private static void add(Answer part, List<Interval> intervals, Work work) {
        switch (part) {
            case Bracketed bracketed
            when bracketed.isInterval() ->
                intervals.add(new Interval(
                        end(bracketed.items().get(0), work),
                        bracketed.open().equals("["),
                        end(bracketed.items().get(1), work),
                        bracketed.close().equals("]")));
            case Listing points ->
                points.items().forEach(point -> {
                    BigDecimal end = end(point, work);
                    intervals.add(new Interval(end, true, end, true));
                });
            default -> throw new Undecidable("a union of something other than intervals");
        }
    }

    private static BigDecimal end(Answer answer, Work work) {
        if (!(answer instanceof Value(Expression expression, Unit unit)) || !unit.equals(Unit.NONE)) {
            throw new Undecidable("an interval whose ends are no numbers");
        }
        if (expression.equals(Expression.INFINITY)) {
            return INFINITY;
        }
        if (expression.equals(Expression.negative(Expression.INFINITY))) {
            return INFINITY.negate();
        }
        if (Variables.of(expression).isEmpty()) {
            return new Numeric(0, true, work).value(expression);
        }
        throw new Undecidable("an interval with variables");
    }

    private static boolean touches(Interval left, Interval right) {
        return left.high.compareTo(right.low) > 0
                || (same(left.high, right.low) && (left.highClosed || right.lowClosed));
    }

    private static Interval join(Interval left, Interval right) {
        if (same(left.high, right.high)) {
            return new Interval(left.low, left.lowClosed, left.high, left.highClosed || right.highClosed);
        }
        Interval longer = left.high.compareTo(right.high) > 0 ? left : right;
        return new Interval(left.low, left.lowClosed, longer.high, longer.highClosed);
    }

    boolean sameAs(RealSet other) {
        if (intervals.size() != other.intervals.size()) {
            return false;
        }
        for (int i = 0; i < intervals.size(); i++) {
            Interval a = intervals.get(i);
            Interval b = other.intervals.get(i);
            if (!same(a.low, b.low)
                    || !same(a.high, b.high)
                    || a.lowClosed != b.lowClosed
                    || a.highClosed != b.highClosed) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        return a.subtract(b, Elementary.PRECISION).abs().compareTo(SAME_END) < 0;
    }
}
