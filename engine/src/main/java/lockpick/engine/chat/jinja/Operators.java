package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic, comparison, and taking things out of things. */
final class Operators {

    private Operators() {}

    static Value arithmetic(String operator, Value left, Value right, Budget budget, int line) {
        if (operator.equals("~")) {
            return joined(Values.written(left, line), Values.written(right, line), budget, line);
        }
        if (operator.equals("+") && left instanceof Text first && right instanceof Text second) {
            return joined(first, second, budget, line);
        }
        if (operator.equals("+") && left instanceof Value.Items first && right instanceof Value.Items second) {
            List<Value> items = new ArrayList<>(first.values());
            items.addAll(second.values());
            budget.spendItems(items.size(), line);
            return new Value.Items(items);
        }
        if (left instanceof Value.Int first && right instanceof Value.Int second) {
            return new Value.Int(number(operator, first.value(), second.value(), line));
        }
        throw new TemplateException(
                line, "cannot work out " + Values.kind(left) + " " + operator + " " + Values.kind(right));
    }

    private static Text joined(Text left, Text right, Budget budget, int line) {
        budget.spend((long) left.length() + right.length(), line);
        return left.plus(right);
    }

    private static long number(String operator, long left, long right, int line) {
        try {
            return switch (operator) {
                case "+" -> Math.addExact(left, right);
                case "-" -> Math.subtractExact(left, right);
                case "*" -> Math.multiplyExact(left, right);
                case "//" -> Math.floorDiv(left, right);
                case "%" -> Math.floorMod(left, right);
                default -> throw new IllegalStateException(operator);
            };
        } catch (ArithmeticException e) {
            throw new TemplateException(line, "cannot work out " + left + " " + operator + " " + right);
        }
    }

    static boolean compare(String operator, Value left, Value right, Budget budget, int line) {
        return switch (operator) {
            case "==" -> Values.equal(left, right, budget, line);
            case "!=" -> !Values.equal(left, right, budget, line);
            case "in" -> contains(right, left, budget, line);
            case "not in" -> !contains(right, left, budget, line);
            case "<" -> order(left, right, budget, line) < 0;
            case "<=" -> order(left, right, budget, line) <= 0;
            case ">" -> order(left, right, budget, line) > 0;
            case ">=" -> order(left, right, budget, line) >= 0;
            default -> throw new IllegalStateException(operator);
        };
    }

    private static int order(Value left, Value right, Budget budget, int line) {
        if (left instanceof Value.Int first && right instanceof Value.Int second) {
            return Long.compare(first.value(), second.value());
        }
        if (left instanceof Text first && right instanceof Text second) {
            budget.spend(first.length(), line);
            return first.string().compareTo(second.string());
        }
        throw new TemplateException(
                line, "cannot say which is more, " + Values.kind(left) + " or " + Values.kind(right));
    }

    static boolean contains(Value whole, Value part, Budget budget, int line) {
        return switch (whole) {
            case Text text
            when part instanceof Text word -> {
                budget.spend(text.length(), line);
                yield text.string().contains(word.string());
            }
            case Value.Items items -> items.values().stream().anyMatch(item -> Values.equal(item, part, budget, line));
            case Value.Mapping mapping ->
                part instanceof Text key && mapping.entries().containsKey(key.string());
            default ->
                throw new TemplateException(line, "cannot look for " + Values.kind(part) + " in " + Values.kind(whole));
        };
    }

    static Value attribute(Value base, String name, int line) {
        return switch (base) {
            case Value.Mapping mapping -> mapping.entries().getOrDefault(name, new Value.Undefined(name));
            case Value.Namespace namespace -> namespace.entries().getOrDefault(name, new Value.Undefined(name));
            case Value.Undefined undefined ->
                throw new TemplateException(line, "cannot take " + name + " of " + Values.kind(base));
            default -> new Value.Undefined(name);
        };
    }

    static Value item(Value base, Value key, Budget budget, int line) {
        if (key instanceof Text name) {
            return attribute(base, name.string(), line);
        }
        List<? extends Value> items = switch (base) {
            case Value.Items list -> list.values();
            case Text text -> {
                budget.spendItems(text.length(), line);
                yield text.characters();
            }
            default ->
                throw new TemplateException(line, "cannot take item " + Values.kind(key) + " of " + Values.kind(base));
        };
        if (!(key instanceof Value.Int place)) {
            throw new TemplateException(line, "cannot take item " + Values.kind(key) + " of a list");
        }
        long index = place.value() < 0 ? place.value() + items.size() : place.value();
        return index >= 0 && index < items.size()
                ? items.get((int) index)
                : new Value.Undefined("item " + place.value());
    }

    /** As Python's {@code base[from:to:step]}. */
    static Value slice(Value base, Value from, Value to, Value step, Budget budget, int line) {
        List<? extends Value> items = switch (base) {
            case Value.Items list -> list.values();
            case Text text -> text.characters();
            default -> throw new TemplateException(line, "cannot take a slice of " + Values.kind(base));
        };
        budget.spendItems(items.size(), line);
        long by = bound(step, 1, line);
        if (by == 0) {
            throw new TemplateException(line, "a slice needs a step other than 0");
        }
        int size = items.size();
        long start = clamped(bound(from, by > 0 ? 0 : size - 1, line), from, by, size);
        long end = clamped(bound(to, by > 0 ? size : -1, line), to, by, size);
        List<Value> taken = new ArrayList<>();
        for (long at = start; by > 0 ? at < end : at > end; at += by) {
            taken.add(items.get((int) at));
        }
        return base instanceof Text
                ? Text.join(taken.stream().map(Text.class::cast).toList())
                : new Value.Items(taken);
    }

    private static long bound(Value value, long ifMissing, int line) {
        return switch (value) {
            case Value.None none -> ifMissing;
            case Value.Int number -> number.value();
            default -> throw new TemplateException(line, "a slice needs numbers, not " + Values.kind(value));
        };
    }

    /** A place from the end is counted from the start, and none lies more than one outside. */
    private static long clamped(long place, Value given, long step, int size) {
        long counted = place < 0 && !(given instanceof Value.None) ? place + size : place;
        return step > 0 ? Math.clamp(counted, 0, size) : Math.clamp(counted, -1, size - 1);
    }
}
