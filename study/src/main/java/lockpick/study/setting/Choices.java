package lockpick.study.setting;

import java.util.List;

/** What can be chosen where a study file chooses among records. */
public final class Choices {

    private Choices() {}

    /** The names of a sealed interface's records, as {@code math}. */
    public static List<String> names(Class<?> choice) {
        return shape(choice).names();
    }

    /**
     * The settings of one of its records, a line each: name, what it does, and the default if it has one; those within
     * another setting as {@code data.path}.
     */
    public static List<String> settings(Class<?> choice, String name) {
        return shape(choice).options().stream()
                .filter(option -> option.name().equals(name))
                .flatMap(option -> lines("", option.structure()).stream())
                .toList();
    }

    private static List<String> lines(String before, Shape.Structure structure) {
        return structure.fields().stream()
                .flatMap(field -> field.shape() instanceof Shape.Structure inner
                        ? lines(before + field.key() + ".", inner).stream()
                        : List.of(line(before, field)).stream())
                .toList();
    }

    private static String line(String before, Shape.Field field) {
        String or = field.byDefault()
                .map(value -> " (default: " + shown(value) + ")")
                .orElse("");
        return before + field.key() + ": " + field.help() + or;
    }

    private static String shown(Node value) {
        return value instanceof Node.Items items
                ? items.nodes().stream().map(Node::shown).toList().toString()
                : value.shown();
    }

    private static Shape.Choices shape(Class<?> choice) {
        return (Shape.Choices) Shapes.of(choice);
    }
}
