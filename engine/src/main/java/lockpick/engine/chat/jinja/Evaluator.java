package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out expressions. */
final class Evaluator {

    private final Budget budget;
    private final Renderer macros;

    /** @param macros renders what a macro writes when an expression calls it */
    Evaluator(Budget budget, Renderer macros) {
        this.budget = budget;
        this.macros = macros;
    }

    Value value(Expression expression, Scope scope) {
        int line = expression.line();
        budget.spend(1, line);
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.ListLiteral list -> new Value.Items(values(list.items(), scope));
            case Expression.MapLiteral map -> mapping(map, scope);
            case Expression.Attribute taken -> Operators.attribute(value(taken.base(), scope), taken.name(), line);
            case Expression.Item taken ->
                Operators.item(value(taken.base(), scope), value(taken.key(), scope), budget, line);
            case Expression.Slice slice ->
                Operators.slice(
                        value(slice.base(), scope),
                        optional(slice.from(), scope),
                        optional(slice.to(), scope),
                        optional(slice.step(), scope),
                        budget,
                        line);
            case Expression.Call call -> call(call, scope);
            case Expression.Method call ->
                Methods.call(
                        operation("method " + call.name(), value(call.base(), scope), call.arguments(), scope, line),
                        call.name());
            case Expression.Filter filter ->
                Filters.apply(
                        operation(
                                "filter " + filter.name(),
                                value(filter.base(), scope),
                                filter.arguments(),
                                scope,
                                line),
                        filter.name());
            case Expression.Test test ->
                new Value.Truth(Tests.holds(
                        operation("test " + test.name(), value(test.base(), scope), test.arguments(), scope, line),
                        test.name()));
            case Expression.Not not -> new Value.Truth(!holds(not.operand(), scope));
            case Expression.Negative negative ->
                Operators.arithmetic("-", new Value.Int(0), value(negative.operand(), scope), budget, line);
            case Expression.And and -> {
                Value left = value(and.left(), scope);
                yield Values.truth(left) ? value(and.right(), scope) : left;
            }
            case Expression.Or or -> {
                Value left = value(or.left(), scope);
                yield Values.truth(left) ? left : value(or.right(), scope);
            }
            case Expression.Arithmetic sum ->
                Operators.arithmetic(sum.operator(), value(sum.left(), scope), value(sum.right(), scope), budget, line);
            case Expression.Comparison comparison -> new Value.Truth(holds(comparison, scope));
            case Expression.Condition condition ->
                holds(condition.test(), scope)
                        ? value(condition.then(), scope)
                        : condition.otherwise() == null
                                ? new Value.Undefined("the else of an if")
                                : value(condition.otherwise(), scope);
        };
    }

    boolean holds(Expression expression, Scope scope) {
        return Values.truth(value(expression, scope));
    }

    private boolean holds(Expression.Comparison comparison, Scope scope) {
        Value left = value(comparison.first(), scope);
        for (Expression.Compared other : comparison.others()) {
            Value right = value(other.to(), scope);
            if (!Operators.compare(other.operator(), left, right, budget, comparison.line())) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Value optional(@Nullable Expression expression, Scope scope) {
        return expression == null ? Value.NONE : value(expression, scope);
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Value mapping(Expression.MapLiteral map, Scope scope) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Expression.Entry entry : map.entries()) {
            switch (value(entry.key(), scope)) {
                case Text key -> entries.put(key.string(), value(entry.value(), scope));
                case Value key ->
                    throw new TemplateException(
                            map.line(), "the key of a mapping needs to be a text, not " + Values.kind(key));
            }
        }
        return new Value.Mapping(entries);
    }

    private Value call(Expression.Call call, Scope scope) {
        Operation operation = operation("function " + call.name(), Value.NONE, call.arguments(), scope, call.line());
        return switch (scope.get(call.name())) {
            case Value.Macro macro -> macros.rendered(macro, operation);
            default -> Functions.call(operation, call.name());
        };
    }

    private Operation operation(String name, Value on, Expression.Arguments arguments, Scope scope, int line) {
        Map<String, Value> named = new LinkedHashMap<>();
        arguments.named().forEach((parameter, argument) -> named.put(parameter, value(argument, scope)));
        return new Operation(name, on, values(arguments.positional(), scope), named, budget, line);
    }
}
