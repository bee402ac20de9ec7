package lockpick.engine.chat.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and their values; a loop's turn or a macro has its own, and sees those around it. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Value> values;

    Scope(Map<String, Value> values) {
        this.outer = null;
        this.values = new HashMap<>(values);
    }

    private Scope(Scope outer) {
        this.outer = outer;
        this.values = new HashMap<>();
    }

    Scope inner() {
        return new Scope(this);
    }

    void set(String name, Value value) {
        values.put(name, value);
    }

    Value get(String name) {
        Value value = values.get(name);
        if (value != null) {
            return value;
        }
        return outer == null ? new Value.Undefined(name) : outer.get(name);
    }
}
