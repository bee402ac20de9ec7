package lockpick.study.grade.math;

import java.util.List;
import lockpick.study.grade.math.Answer.Bracketed;
import lockpick.study.grade.math.Answer.Ratio;
import lockpick.study.grade.math.Answer.Relation;
import lockpick.study.grade.math.Answer.Value;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Symbol;
import org.jspecify.annotations.Nullable;

/** A value with the name it was given: {@code x = 5}, {@code f(2) = 5}, {@code (p, q) = (3, 2)}, {@code x ∈ [0, 1)}. */
record Named(Answer name, Answer value) {

    /** The name and value of a relation, or null if it is more than that; of several equal sides the last is the value. */
    static @Nullable Named of(Answer answer) {
        if (!(answer instanceof Relation(List<Answer> sides, List<String> signs))) {
            return null;
        }
        Answer first = sides.getFirst();
        if (signs.equals(List.of("∈"))) {
            return isName(first) ? new Named(first, sides.get(1)) : null;
        }
        boolean equation = signs.stream().allMatch(sign -> sign.equals("=") || sign.equals("≈"));
        if (!equation || !(isName(first) || isCalculation(sides))) {
            return null;
        }
        int roughly = isName(first) ? sides.size() - 1 : 0;
        int value = signs.contains("=") ? signs.lastIndexOf("=") + 1 : roughly;
        return new Named(first, sides.get(value));
    }

    /** Numbers only, as in {@code 2 + 3 = 5}. */
    private static boolean isCalculation(List<Answer> sides) {
        return sides.stream()
                .allMatch(side -> side instanceof Value value
                        && Variables.of(value.expression()).isEmpty());
    }

    /** Whether something may stand for a value: a variable, {@code f(x)}, a ratio or tuple of such. */
    static boolean isName(Answer answer) {
        return switch (answer) {
            case Value value -> isName(value.expression());
            case Ratio ratio -> ratio.parts().stream().allMatch(Named::isName);
            case Bracketed tuple -> tuple.items().stream().allMatch(Named::isName);
            default -> false;
        };
    }

    private static boolean isName(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> Variables.isVariable(symbol);
            case Call call ->
                call.function().length() == 1
                        && Character.isLetter(call.function().charAt(0));
            case Product segment -> segment.factors().stream().allMatch(Named::isPoint);
            default -> false;
        };
    }

    /** A capital letter: {@code AB} is the length between two points. */
    private static boolean isPoint(Expression expression) {
        return expression instanceof Symbol(String name) && Character.isUpperCase(name.charAt(0));
    }

    /** The value with its function's variable called as in another: f(t) = t² and f(x) = x² are one function. */
    Answer valueAs(Named other) {
        if (name instanceof Value(Call(String function, List<Expression> mine), Unit a)
                && other.name instanceof Value(Call(String otherFunction, List<Expression> theirs), Unit b)
                && function.equals(otherFunction)
                && mine.getFirst() instanceof Symbol from
                && theirs.getFirst() instanceof Symbol to
                && value instanceof Value(Expression expression, Unit unit)) {
            return new Value(expression.renamed(from, to), unit);
        }
        return value;
    }

    boolean sameName(Named other) {
        if (name.equals(other.name)) {
            return true;
        }
        return name instanceof Value(Call(String function, List<Expression> mine), Unit a)
                && other.name instanceof Value(Call(String otherFunction, List<Expression> theirs), Unit b)
                && function.equals(otherFunction)
                && mine.getFirst() instanceof Symbol
                && theirs.getFirst() instanceof Symbol;
    }
}
