package lockpick.study.setting;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes records from a tree, filling in defaults, and collects everything that is wrong instead of stopping at the
 * first. Nothing is converted: text is no number and a number is no text; only 1e6 is a whole number, being one.
 */
public final class SettingsReader {

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Object> parts = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private SettingsReader() {}

    /** Reads a record, or one of a sealed choice of records. */
    public static <T> Reading<T> read(Node node, Class<T> type) {
        var reader = new SettingsReader();
        Optional<T> value = reader.value(node, Shapes.of(type), "").map(type::cast);
        return new Reading<>(
                reader.problems.isEmpty() ? value : Optional.empty(), reader.problems, reader.parts, reader.lines);
    }

    private Optional<?> value(Node node, Shape shape, String path) {
        lines.put(path, node.line());
        Optional<?> value = switch (shape) {
            case Shape.Text s -> text(node, s, path);
            case Shape.Wrapped s -> text(node, s, path).flatMap(t -> construct(s.type(), List.of(t), node, path));
            case Shape.Truth s -> truth(node, s, path);
            case Shape.Whole s -> whole(node, s, path);
            case Shape.Real s -> real(node, s, path);
            case Shape.OneOf s -> oneOf(node, s, path);
            case Shape.ListOf s -> list(node, s, path);
            case Shape.Structure s -> structure(node, s, path, Optional.empty());
            case Shape.Choices s -> choices(node, s, path);
        };
        value.ifPresent(v -> parts.put(path, v));
        return value;
    }

    // --- single values

    private Optional<String> text(Node node, Shape shape, String path) {
        return switch (node) {
            case Node.Text(int line, String value) -> Optional.of(value);
            case Node.Number n -> wrong(n, shape, path, "; put it in quotes: '" + n.text() + "'");
            case Node.Truth t -> wrong(t, shape, path, "; put it in quotes: '" + t.value() + "'");
            default -> wrong(node, shape, path, "");
        };
    }

    private Optional<Boolean> truth(Node node, Shape shape, String path) {
        if (node instanceof Node.Truth(int line, boolean value)) {
            return Optional.of(value);
        }
        String given = node.shown().toLowerCase(java.util.Locale.ROOT);
        boolean yes = List.of("yes", "on", "true", "y").contains(given);
        boolean no = List.of("no", "off", "false", "n").contains(given);
        return wrong(node, shape, path, yes ? "; write true" : no ? "; write false" : "");
    }

    private Optional<Object> whole(Node node, Shape.Whole shape, String path) {
        if (!(node instanceof Node.Number number)) {
            return wrong(node, shape, path, MeantNumber.advice(node));
        }
        BigDecimal value = number.value();
        if (value.stripTrailingZeros().scale() > 0) {
            return wrong(node, shape, path, "");
        }
        return inRange(node, value, shape.range(), path)
                .flatMap(v -> fits(node, v, shape.wide() ? Long.MAX_VALUE : Integer.MAX_VALUE, path))
                .map(v -> shape.wide() ? (Object) v.longValueExact() : (Object) v.intValueExact());
    }

    private Optional<BigDecimal> fits(Node node, BigDecimal value, long most, String path) {
        if (value.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
            return Optional.of(value);
        }
        String bound = value.signum() > 0 ? "at most " + Words.number(most) : "at least -" + Words.number(most);
        return problem(node, path, node.shown(), "must be " + bound);
    }

    private Optional<Double> real(Node node, Shape.Real shape, String path) {
        if (!(node instanceof Node.Number number)) {
            return wrong(node, shape, path, MeantNumber.advice(node));
        }
        return inRange(node, number.value(), shape.range(), path)
                .map(BigDecimal::doubleValue)
                .filter(v -> Double.isFinite(v)
                        || problem(node, path, node.shown(), "is too large").isPresent());
    }

    private Optional<BigDecimal> inRange(Node node, BigDecimal value, Shape.Range range, String path) {
        return range.allows(value.doubleValue())
                ? Optional.of(value)
                : problem(node, path, node.shown(), "must be " + range.words().replaceFirst("^of ", ""));
    }

    private Optional<Enum<?>> oneOf(Node node, Shape.OneOf shape, String path) {
        if (!(node instanceof Node.Text(int line, String given))) {
            return wrong(node, shape, path, "");
        }
        int index = shape.names().indexOf(given);
        return index >= 0
                ? Optional.of(shape.type().getEnumConstants()[index])
                : wrong(node, shape, path, didYouMean(given, shape.names(), ""));
    }

    // --- lists

    private Optional<List<Object>> list(Node node, Shape.ListOf shape, String path) {
        if (!(node instanceof Node.Items items)) {
            boolean single = shape.ofSingleValues() && !(node instanceof Node.Entries || node instanceof Node.Nothing);
            return wrong(node, shape, path, single ? "; write [" + node.shown() + "]" : "");
        }
        if (items.nodes().size() < shape.minItems()) {
            return problem(node, path, node.shown(), "must have at least " + Words.count(shape.minItems(), "item"));
        }
        List<Object> values = new ArrayList<>();
        Map<Object, String> seen = new LinkedHashMap<>();
        for (int i = 0; i < items.nodes().size(); i++) {
            Node item = items.nodes().get(i);
            String itemPath = path + "[" + i + "]";
            Optional<?> value = value(item, shape.item(), itemPath);
            if (value.isPresent() && shape.ofSingleValues()) {
                String first = seen.putIfAbsent(value.get(), itemPath);
                if (first != null) {
                    problem(item, itemPath, item.shown(), "is already given as " + first + "; drop one");
                }
            }
            value.ifPresent(values::add);
        }
        return values.size() == items.nodes().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    // --- keys and values

    private Optional<?> choices(Node node, Shape.Choices shape, String path) {
        if (!(node instanceof Node.Entries entries)) {
            return wrong(node, shape, path, "");
        }
        Optional<Shape.Option> option = chosen(entries, shape, path);
        return option.flatMap(o -> structure(node, o.structure(), path, Optional.of(shape.key())));
    }

    /** The option that was meant, even where it is misspelled, so that what stands beside it is read as well. */
    private Optional<Shape.Option> chosen(Node.Entries entries, Shape.Choices shape, String path) {
        List<String> names = shape.names();
        Optional<Node.Entry> choice = entry(entries, shape.key());
        if (choice.isEmpty()) {
            choice = entries.entries().stream()
                    .filter(e -> Nearest.to(e.key(), List.of(shape.key())).isPresent())
                    .findFirst();
        }
        if (choice.isEmpty() && shape.byDefault().isPresent()) {
            return Optional.of(
                    shape.options().get(names.indexOf(shape.byDefault().get())));
        }
        if (choice.isEmpty()) {
            problem(entries, below(path, shape.key()), "", "missing; expected " + Words.either(names));
            return names.size() == 1 ? Optional.of(shape.options().get(0)) : Optional.empty();
        }
        Node given = choice.get().value();
        if (given instanceof Node.Text(int line, String name) && names.contains(name)) {
            return Optional.of(shape.options().get(names.indexOf(name)));
        }
        String shown = given.shown();
        String advice = didYouMean(shown, names, "");
        problem(given, below(path, shape.key()), shown, "expected " + Words.either(names) + advice);
        return Nearest.to(shown, names).map(name -> shape.options().get(names.indexOf(name)));
    }

    private static Optional<Node.Entry> entry(Node.Entries entries, String key) {
        return entries.entries().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    private Optional<?> structure(Node node, Shape.Structure shape, String path, Optional<String> choosingKey) {
        if (!(node instanceof Node.Entries entries)) {
            return wrong(node, shape, path, "");
        }
        List<String> known = new ArrayList<>(shape.keys());
        choosingKey.ifPresent(key -> known.add(0, key));
        Map<String, Node.Entry> given = given(entries, shape, known, path);
        List<Object> arguments = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            field(entries, Optional.ofNullable(given.get(field.key())), field, below(path, field.key()))
                    .ifPresent(arguments::add);
        }
        return arguments.size() == shape.fields().size()
                ? construct(shape.type(), arguments, node, path)
                : Optional.empty();
    }

    /** The entries by key. One with an unknown key stands under the absent key that it was probably meant to be. */
    private Map<String, Node.Entry> given(
            Node.Entries entries, Shape.Structure shape, List<String> known, String path) {
        Map<String, Node.Entry> given = new LinkedHashMap<>();
        for (Node.Entry entry : entries.entries()) {
            Node.Entry first = given.putIfAbsent(entry.key(), entry);
            if (first != null) {
                problem(
                        entry.line(),
                        below(path, entry.key()),
                        "",
                        "given twice, first in line " + first.line() + "; keep one");
            }
        }
        for (Node.Entry entry : List.copyOf(given.values())) {
            if (!known.contains(entry.key())) {
                unknownKey(entry, shape, known, path);
                Nearest.to(entry.key(), known).ifPresent(meant -> given.putIfAbsent(meant, entry));
            }
        }
        return given;
    }

    /** The value of one component; an optional component's is an Optional itself. */
    private Optional<?> field(Node owner, Optional<Node.Entry> given, Shape.Field field, String path) {
        if (given.isPresent()) {
            Node node = given.get().value();
            // Nothing after the key: its line says more than that of the next token.
            Node placed =
                    node instanceof Node.Nothing ? new Node.Nothing(given.get().line()) : node;
            Optional<?> value = value(placed, field.shape(), path);
            return field.optional() ? Optional.of(value) : value;
        }
        if (field.optional()) {
            return Optional.of(Optional.empty());
        }
        if (field.byDefault().isEmpty()) {
            String help = field.help().isEmpty() ? "" : " (" + field.help() + ")";
            return problem(owner, path, "", "missing; give " + field.shape().expected() + help);
        }
        return value(Placed.at(owner.line(), field.byDefault().get()), field.shape(), path);
    }

    private void unknownKey(Node.Entry unknown, Shape.Structure shape, List<String> known, String path) {
        String advice = didYouMean(unknown.key(), known, path);
        for (Shape.Field field : shape.fields()) {
            if (advice.isEmpty()
                    && field.shape() instanceof Shape.Structure inner
                    && inner.keys().contains(unknown.key())) {
                advice = "; did you mean " + below(below(path, field.key()), unknown.key()) + "?";
            }
        }
        problem(
                unknown.line(),
                below(path, unknown.key()),
                "",
                "unknown key" + (advice.isEmpty() ? "; expected " + Words.either(known) : advice));
    }

    /** Calls the record's constructor, whose own checks may find what no single setting shows. */
    private Optional<Object> construct(Class<? extends Record> type, List<?> arguments, Node node, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                return problem(node, path, "", String.valueOf(wrong.getMessage()));
            }
            throw new IllegalStateException("constructing " + type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("constructing " + type.getName(), e);
        }
    }

    // --- problems

    private static String didYouMean(String given, List<String> known, String path) {
        return Nearest.to(given, known)
                .map(name -> "; did you mean " + below(path, name) + "?")
                .orElse("");
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> Optional<T> wrong(Node node, Shape shape, String path, String advice) {
        return node instanceof Node.Nothing
                ? problem(node, path, "", "has no value; expected " + shape.expected())
                : problem(node, path, node.shown(), "expected " + shape.expected() + advice);
    }

    private <T> Optional<T> problem(Node node, String path, String given, String message) {
        return problem(node.line(), path, given, message);
    }

    private <T> Optional<T> problem(int line, String path, String given, String message) {
        problems.add(new Problem(line, path, given, message));
        return Optional.empty();
    }
}
