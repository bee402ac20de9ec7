package lockpick.study.setting;

import java.math.BigDecimal;
import java.util.List;

/** A value as it stands in a file, with the line it begins in (counted from 1; 0 when it stands in no file). */
public sealed interface Node {

    int line();

    /** The value as messages repeat it; at most one line. */
    String shown();

    /** Number of values in it and below, itself included; each use of a YAML alias counts. */
    default long size() {
        return 1;
    }

    /** A string, quoted or not. */
    record Text(int line, String value) implements Node {
        @Override
        public String shown() {
            String oneLine = value.strip().replaceAll("\\s+", " ");
            if (oneLine.isEmpty()) {
                return "''";
            }
            return oneLine.length() <= 60 ? oneLine : oneLine.substring(0, 57) + "…";
        }
    }

    /** A number, kept exactly; {@code text} is how the file spells it. */
    record Number(int line, BigDecimal value, String text) implements Node {
        @Override
        public String shown() {
            return text;
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(int line, boolean value) implements Node {
        @Override
        public String shown() {
            return Boolean.toString(value);
        }
    }

    /** {@code null}, or nothing at all after a key. */
    record Nothing(int line) implements Node {
        @Override
        public String shown() {
            return "nothing";
        }
    }

    /** A list. */
    record Items(int line, List<Node> nodes, long size) implements Node {
        @Override
        public String shown() {
            return nodes.isEmpty() ? "[]" : "a list";
        }
    }

    /** Keys with values, in the file's order; a key given twice stands in it twice. */
    record Entries(int line, List<Entry> entries, long size) implements Node {
        @Override
        public String shown() {
            return entries.isEmpty() ? "{}" : "keys and values";
        }
    }

    /** One key with its value. */
    record Entry(int line, String key, Node value) {}
}
