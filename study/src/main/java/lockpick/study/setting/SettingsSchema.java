package lockpick.study.setting;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema (draft 2020-12) of a record and the records in it. */
public final class SettingsSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private SettingsSchema() {}

    /** The schema of files that hold one record of the type. */
    public static ObjectNode of(Class<? extends Record> type, String title) {
        var schema = new SettingsSchema();
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", title);
        root.setAll(schema.structure(Shapes.structure(type)));
        ObjectNode definitions = JSON.objectNode();
        schema.definitions.forEach(definitions::set);
        return root.set("$defs", definitions);
    }

    private ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Text s -> type("string");
            case Shape.Wrapped s -> type("string");
            case Shape.Truth s -> type("boolean");
            case Shape.Whole s -> whole(s);
            case Shape.Real s -> bounded(type("number"), s.range());
            case Shape.OneOf s -> JSON.objectNode().set("enum", names(s.names()));
            case Shape.ListOf s -> list(s);
            case Shape.Structure s -> reference(name(s.type()), s);
            case Shape.Choices s -> choices(s);
        };
    }

    private static ObjectNode type(String name) {
        return JSON.objectNode().put("type", name);
    }

    private static ObjectNode whole(Shape.Whole shape) {
        ObjectNode schema = bounded(type("integer"), shape.range());
        if (!schema.has("maximum")) {
            schema.put("maximum", shape.wide() ? Long.MAX_VALUE : Integer.MAX_VALUE);
        }
        return schema;
    }

    private static ObjectNode bounded(ObjectNode schema, Shape.Range range) {
        put(schema, "minimum", range.min());
        put(schema, "exclusiveMinimum", range.above());
        put(schema, "maximum", range.max());
        return schema;
    }

    private static void put(ObjectNode schema, String keyword, double bound) {
        if (Double.isFinite(bound)) {
            if (bound == Math.rint(bound)) {
                schema.put(keyword, (long) bound);
            } else {
                schema.put(keyword, bound);
            }
        }
    }

    private static ArrayNode names(Iterable<String> names) {
        ArrayNode array = JSON.arrayNode();
        names.forEach(array::add);
        return array;
    }

    private ObjectNode list(Shape.ListOf shape) {
        ObjectNode schema = type("array").set("items", schema(shape.item()));
        if (shape.minItems() > 0) {
            schema.put("minItems", shape.minItems());
        }
        return shape.ofSingleValues() ? schema.put("uniqueItems", true) : schema;
    }

    private ObjectNode choices(Shape.Choices shape) {
        ArrayNode options = JSON.arrayNode();
        for (Shape.Option option : shape.options()) {
            String name = name(shape.type()) + "-" + option.name();
            if (!definitions.containsKey(name)) {
                ObjectNode structure = structure(option.structure());
                ObjectNode properties = JSON.objectNode();
                properties.set(shape.key(), JSON.objectNode().put("const", option.name()));
                properties.setAll((ObjectNode) structure.get("properties"));
                structure.set("properties", properties);
                if (!shape.byDefault().equals(Optional.of(option.name()))) {
                    ((ArrayNode) structure.get("required")).insert(0, shape.key());
                }
                definitions.put(name, structure);
            }
            options.add(JSON.objectNode().put("$ref", "#/$defs/" + name));
        }
        return JSON.objectNode().set("oneOf", options);
    }

    private ObjectNode reference(String name, Shape.Structure shape) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, structure(shape));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode structure(Shape.Structure shape) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (Shape.Field field : shape.fields()) {
            ObjectNode schema = schema(field.shape());
            schema.put("description", field.help());
            field.byDefault().ifPresent(node -> schema.set("default", json(node)));
            properties.set(field.key(), schema);
            if (field.byDefault().isEmpty() && !field.optional()) {
                required.add(field.key());
            }
        }
        ObjectNode schema = type("object");
        schema.set("properties", properties);
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Node.Text n -> JSON.stringNode(n.value());
            case Node.Number n -> number(n);
            case Node.Truth n -> JSON.booleanNode(n.value());
            case Node.Nothing n -> JSON.nullNode();
            case Node.Items n -> {
                ArrayNode array = JSON.arrayNode();
                n.nodes().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Entries n -> {
                ObjectNode object = JSON.objectNode();
                n.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode number(Node.Number number) {
        boolean whole = number.value().stripTrailingZeros().scale() <= 0;
        return whole
                ? JSON.numberNode(number.value().longValueExact())
                : JSON.numberNode(number.value().doubleValue());
    }

    private static String name(Class<?> type) {
        return Names.ofComponent(Character.toLowerCase(type.getSimpleName().charAt(0))
                + type.getSimpleName().substring(1));
    }
}
