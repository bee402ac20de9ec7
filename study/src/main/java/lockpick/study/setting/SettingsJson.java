package lockpick.study.setting;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.study.setting.Setting.Purpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes records as JSON with the keys and names of study files; {@link SettingsReader} reads it back. */
public final class SettingsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Set<Purpose> purposes;

    private SettingsJson(Set<Purpose> purposes) {
        this.purposes = purposes;
    }

    /** All of a record. */
    public static ObjectNode of(Record value) {
        return (ObjectNode) new SettingsJson(EnumSet.allOf(Purpose.class)).node(value);
    }

    /** A record without what is only shown to people ({@link Purpose#LABEL}). */
    public static ObjectNode withoutLabels(Record value) {
        return (ObjectNode) new SettingsJson(EnumSet.of(Purpose.RESULT, Purpose.PLACE)).node(value);
    }

    /** What of a record decides the result ({@link Purpose#RESULT}). */
    public static ObjectNode deciding(Record value) {
        return (ObjectNode) new SettingsJson(EnumSet.of(Purpose.RESULT)).node(value);
    }

    private JsonNode node(Object value) {
        return switch (value) {
            case String text -> JSON.stringNode(text);
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Enum<?> constant -> JSON.stringNode(Names.ofConstant(constant));
            case List<?> items -> items(items);
            case Record record -> record(record);
            default ->
                throw new IllegalArgumentException(
                        "no setting can be a " + value.getClass().getName());
        };
    }

    private ArrayNode items(List<?> items) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(node(item)));
        return array;
    }

    private JsonNode record(Record record) {
        if (Shapes.of(record.getClass()) instanceof Shape.Wrapped) {
            return node(component(record, 0));
        }
        ObjectNode object = JSON.objectNode();
        Shapes.choiceOf(record.getClass()).ifPresent(choice -> object.put(choice.key(), choice.name()));
        List<Shape.Field> fields = Shapes.structure(record.getClass()).fields();
        for (int i = 0; i < fields.size(); i++) {
            Shape.Field field = fields.get(i);
            Object value = component(record, i);
            if (!purposes.contains(field.purpose())) {
                continue;
            }
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(v -> object.set(field.key(), node(v)));
            } else {
                object.set(field.key(), node(value));
            }
        }
        return object;
    }

    private static Object component(Record record, int index) {
        try {
            var accessor = record.getClass().getRecordComponents()[index].getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("reading " + record.getClass().getName(), e);
        }
    }
}
