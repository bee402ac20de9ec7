package lockpick.study.setting;

import java.util.List;
import java.util.Optional;
import lockpick.study.setting.Setting.Purpose;

/**
 * What a setting's value may look like. Derived from record types by {@link Shapes}; what reads values, the JSON Schema
 * and the error messages all follow it, so they cannot disagree.
 */
sealed interface Shape {

    /** What to write, for "expected …": {@code a whole number of at least 1}. */
    String expected();

    /** Any text. */
    record Text() implements Shape {
        @Override
        public String expected() {
            return "text";
        }
    }

    /** Text that a record of one text component checks, such as a run key. */
    record Wrapped(Class<? extends Record> type) implements Shape {
        @Override
        public String expected() {
            return "text";
        }
    }

    /** {@code true} or {@code false}. */
    record Truth() implements Shape {
        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** A number without a fraction, held as an int or a long. */
    record Whole(Range range, boolean wide) implements Shape {
        @Override
        public String expected() {
            return ("a whole number " + range.words()).strip();
        }
    }

    /** Any number, held as a double. */
    record Real(Range range) implements Shape {
        @Override
        public String expected() {
            return ("a number " + range.words()).strip();
        }
    }

    /** One of a few names. */
    record OneOf(Class<? extends Enum<?>> type, List<String> names) implements Shape {
        @Override
        public String expected() {
            return Words.either(names);
        }
    }

    /** A list; one of single values holds none of them twice. */
    record ListOf(Shape item, int minItems) implements Shape {
        @Override
        public String expected() {
            return ofSingleValues() ? "a list such as [a, b]" : "a list (a line beginning with - for each item)";
        }

        boolean ofSingleValues() {
            return !(item instanceof Structure || item instanceof Choices || item instanceof ListOf);
        }
    }

    /** Keys with values: a record. */
    record Structure(Class<? extends Record> type, List<Field> fields) implements Shape {
        @Override
        public String expected() {
            return "the keys " + Words.all(keys());
        }

        List<String> keys() {
            return fields.stream().map(Field::key).toList();
        }
    }

    /** Keys with values, of which one key chooses the record, or leaves it at the default: a sealed interface. */
    record Choices(Class<?> type, String key, Optional<String> byDefault, List<Option> options) implements Shape {
        @Override
        public String expected() {
            String unlessGiven =
                    byDefault.map(name -> "; " + name + " where it is left out").orElse("");
            return "the key " + key + " (" + Words.either(names()) + unlessGiven + ") and the keys it brings";
        }

        List<String> names() {
            return options.stream().map(Option::name).toList();
        }
    }

    /** One record of a {@link Choices}. */
    record Option(String name, Structure structure) {}

    /**
     * One key of a {@link Structure}.
     *
     * @param byDefault the value when the key is absent; empty when it must be given
     * @param optional true for an {@link Optional} component, which is empty when the key is absent
     */
    record Field(String key, String help, Shape shape, Optional<Node> byDefault, boolean optional, Purpose purpose) {}

    /** Bounds of a number, infinite where there is none. */
    record Range(double min, double above, double max) {

        boolean allows(double value) {
            return value >= min && value > above && value <= max;
        }

        /** {@code of at least 1}, {@code between 0 and 1}, {@code greater than 0}; empty without bounds. */
        String words() {
            boolean from = Double.isFinite(min);
            boolean to = Double.isFinite(max);
            if (from && to) {
                return "between " + Words.number(min) + " and " + Words.number(max);
            }
            String upper = to ? "of at most " + Words.number(max) : "";
            String lower = Double.isFinite(above) ? "greater than " + Words.number(above) : "";
            lower = from ? "of at least " + Words.number(min) : lower;
            return (lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper).strip();
        }
    }
}
