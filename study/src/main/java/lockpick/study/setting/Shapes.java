package lockpick.study.setting;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.setting.Setting.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Derives shapes from types: records, sealed interfaces of records, enums, lists, whole and other numbers, truth values
 * and text. Recursive records have no shape.
 */
final class Shapes {

    private static final Shape.Range ANY =
            new Shape.Range(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private Shapes() {}

    static Shape of(Type type) {
        return of(type, null);
    }

    private static Shape of(Type type, @Nullable Setting setting) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Shape.ListOf(
                    of(list.getActualTypeArguments()[0], setting), setting == null ? 0 : setting.minItems());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return new Shape.Text();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Shape.Truth();
        }
        if (plain == int.class || plain == Integer.class) {
            return new Shape.Whole(range(setting), false);
        }
        if (plain == long.class || plain == Long.class) {
            return new Shape.Whole(range(setting), true);
        }
        if (plain == double.class || plain == Double.class) {
            return new Shape.Real(range(setting));
        }
        if (plain.isEnum()) {
            return oneOf(plain);
        }
        if (plain.isSealed()) {
            return choices(plain);
        }
        if (plain.isRecord()) {
            Class<? extends Record> record = plain.asSubclass(Record.class);
            return isWrapped(record) ? new Shape.Wrapped(record) : structure(record);
        }
        throw new IllegalArgumentException("no setting can be a " + type.getTypeName());
    }

    private static Shape.Range range(@Nullable Setting setting) {
        return setting == null ? ANY : new Shape.Range(setting.min(), setting.above(), setting.max());
    }

    @SuppressWarnings("unchecked")
    private static Shape oneOf(Class<?> type) {
        Class<? extends Enum<?>> enumeration = (Class<? extends Enum<?>>) type;
        return new Shape.OneOf(
                enumeration,
                Arrays.stream(enumeration.getEnumConstants())
                        .map(Names::ofConstant)
                        .toList());
    }

    private static Shape choices(Class<?> type) {
        Choice.By by = type.getAnnotation(Choice.By.class);
        if (by == null) {
            throw new IllegalArgumentException(type.getName() + " lacks @Choice.By");
        }
        List<Shape.Option> options = records(type)
                .map(option -> new Shape.Option(nameOf(option), structure(option)))
                .toList();
        return new Shape.Choices(
                type, by.value(), by.byDefault().isEmpty() ? Optional.empty() : Optional.of(by.byDefault()), options);
    }

    /** The records of a sealed interface, those of sealed interfaces under it among them. */
    private static Stream<Class<? extends Record>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.asSubclass(Record.class))
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(Shapes::records);
    }

    private static String nameOf(Class<?> option) {
        Choice choice = option.getAnnotation(Choice.class);
        if (choice == null) {
            throw new IllegalArgumentException(option.getName() + " lacks @Choice");
        }
        return choice.value();
    }

    /** The key and value by which a sealed choice selects this record; empty for a record that stands alone. */
    static Optional<Chosen> choiceOf(Class<? extends Record> option) {
        return choosing(option).map(by -> new Chosen(by.value(), nameOf(option)));
    }

    private static Optional<Choice.By> choosing(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .flatMap(parent ->
                        Optional.ofNullable(parent.getAnnotation(Choice.By.class)).or(() -> choosing(parent)).stream())
                .findFirst();
    }

    /** {@code method: sft}, say. */
    record Chosen(String key, String name) {}

    private static boolean isWrapped(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1
                && components[0].getType() == String.class
                && components[0].getAnnotation(Setting.class) == null;
    }

    static Shape.Structure structure(Class<? extends Record> type) {
        List<Shape.Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(field(component));
        }
        return new Shape.Structure(type, List.copyOf(fields));
    }

    private static Shape.Field field(RecordComponent component) {
        @Nullable Setting setting = component.getAnnotation(Setting.class);
        Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        if (optional) {
            type = ((ParameterizedType) type).getActualTypeArguments()[0];
        }
        return new Shape.Field(
                Names.ofComponent(component.getName()),
                setting == null ? "" : setting.help(),
                of(type, setting),
                setting == null || setting.byDefault().isEmpty()
                        ? Optional.empty()
                        : Optional.of(NodeReader.yaml(setting.byDefault())),
                optional,
                setting == null ? Purpose.RESULT : setting.purpose());
    }
}
