package lockpick.study.grade.math;

import java.math.BigInteger;
import java.util.List;

/** An answer as it was written. */
sealed interface Answer {

    record Value(Expression expression, Unit unit) implements Answer {}

    /** An integer in a stated base. */
    record Based(BigInteger value, int base) implements Answer {}

    /** {@code a:b} and longer. */
    record Ratio(List<Expression> parts) implements Answer {
        public Ratio {
            parts = List.copyOf(parts);
        }
    }

    /** A tuple or an interval. */
    record Bracketed(String open, List<Answer> items, String close) implements Answer {
        public Bracketed {
            items = List.copyOf(items);
        }

        boolean isInterval() {
            return items.size() == 2;
        }
    }

    /**
     * Several answers, with commas or words between.
     *
     * @param unordered whether the notation says that order does not count: a set, ±, "or"
     */
    record Listing(List<Answer> items, boolean unordered) implements Answer {
        public Listing {
            items = List.copyOf(items);
        }
    }

    record Union(List<Answer> parts) implements Answer {
        public Union {
            parts = List.copyOf(parts);
        }
    }

    /** {@code side sign side sign …}: equations, inequalities, membership. */
    record Relation(List<Answer> sides, List<String> signs) implements Answer {
        public Relation {
            sides = List.copyOf(sides);
            signs = List.copyOf(signs);
        }
    }

    record Matrix(List<List<Expression>> rows) implements Answer {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Something said in words. */
    record Phrase(String words) implements Answer {}
}
