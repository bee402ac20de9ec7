package lockpick.study.grade.math;

import java.util.Set;
import java.util.TreeSet;
import lockpick.study.grade.math.Expression.Call;
import lockpick.study.grade.math.Expression.Literal;
import lockpick.study.grade.math.Expression.PlusMinus;
import lockpick.study.grade.math.Expression.Power;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;
import lockpick.study.grade.math.Expression.Symbol;

/** The names in an expression that stand for no fixed number. */
final class Variables {

    private static final Set<String> CONSTANTS = Set.of("π", "e", "i", "∞");

    private Variables() {}

    static Set<String> of(Expression expression) {
        Set<String> names = new TreeSet<>();
        collect(expression, names);
        return names;
    }

    static boolean isVariable(Expression expression) {
        return expression instanceof Symbol(String name) && !CONSTANTS.contains(name);
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Literal literal -> {}
            case Symbol symbol -> {
                if (isVariable(symbol)) {
                    names.add(symbol.name());
                }
            }
            case Sum sum -> sum.terms().forEach(term -> collect(term, names));
            case Product product -> product.factors().forEach(factor -> collect(factor, names));
            case Power power -> {
                collect(power.base(), names);
                collect(power.exponent(), names);
            }
            case Call call -> {
                if (call.function().length() == 1
                        && Character.isLetter(call.function().charAt(0))) {
                    names.add(call.function());
                }
                call.arguments().forEach(argument -> collect(argument, names));
            }
            case PlusMinus sign -> collect(sign.either(), names);
        }
    }
}
