package lockpick.engine.chat.jinja;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an expression comes to. */
public sealed interface Value
        permits Text,
                Value.Undefined,
                Value.None,
                Value.Truth,
                Value.Int,
                Value.Items,
                Value.Mapping,
                Value.Namespace,
                Value.Macro {

    Value NONE = new None();

    /**
     * Nothing there.
     *
     * @param name what was looked for
     */
    record Undefined(String name) implements Value {}

    record None() implements Value {}

    record Truth(boolean value) implements Value {}

    record Int(long value) implements Value {}

    record Items(List<? extends Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** In its own order. */
    record Mapping(Map<String, Value> entries) implements Value {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** The one value that a template may change: what {@code namespace(…)} makes. */
    record Namespace(Map<String, Value> entries) implements Value {
        public Namespace {
            entries = new LinkedHashMap<>(entries);
        }
    }

    /**
     * A macro of the template.
     *
     * @param home where it was defined
     */
    record Macro(Statement.MacroDefinition definition, Scope home) implements Value {}
}
