package lockpick.engine.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of one optimizer step, cut into parts that fit into memory. Rows of like length stand together, so that little
 * of what goes through the model is padding; which rows make up the step does not change.
 *
 * @param parts the longest rows first: if memory does not suffice, it shows at once
 */
public record MicroBatches(List<List<Sequence>> parts) {

    /** What starting a pass costs, in tokens: small, but many passes for few tokens each would be slow. */
    private static final int PASS = 256;

    public MicroBatches {
        parts = parts.stream().map(List::copyOf).toList();
    }

    /** All rows at once, in the order given. */
    public static MicroBatches whole(List<Sequence> rows) {
        return new MicroBatches(List.of(rows));
    }

    /**
     * Parts of at most so many tokens, padding included. Rows of equal length keep their order.
     *
     * @throws IllegalArgumentException if one row alone has more
     */
    public static MicroBatches of(List<Sequence> rows, int tokens) {
        List<Sequence> sorted = rows.stream()
                .sorted(Comparator.comparingInt(MicroBatches::width).reversed())
                .toList();
        if (width(sorted.getFirst()) > tokens) {
            throw new IllegalArgumentException("micro-batches of " + tokens + " tokens: a row has "
                    + width(sorted.getFirst()) + "; allow at least as many, or shorten the row");
        }
        return new MicroBatches(cheapest(sorted, tokens));
    }

    /** Of all ways to cut sorted rows, that with the fewest tokens, each pass counting as some more. */
    private static List<List<Sequence>> cheapest(List<Sequence> sorted, int tokens) {
        int rows = sorted.size();
        long[] cost = new long[rows + 1]; // of the first rows
        int[] lastPart = new int[rows + 1]; // where the last of their parts begins
        for (int to = 1; to <= rows; to++) {
            cost[to] = Long.MAX_VALUE;
            for (int from = to - 1; from >= 0 && (long) width(sorted.get(from)) * (to - from) <= tokens; from--) {
                long whole = cost[from] + (long) width(sorted.get(from)) * (to - from) + PASS;
                if (whole < cost[to]) {
                    cost[to] = whole;
                    lastPart[to] = from;
                }
            }
        }
        List<List<Sequence>> parts = new ArrayList<>();
        for (int to = rows; to > 0; to = lastPart[to]) {
            parts.addFirst(sorted.subList(lastPart[to], to));
        }
        return parts;
    }

    /** Tokens of a row that go through the model. */
    private static int width(Sequence row) {
        return row.tokens().length - 1;
    }

    /** Share of the tokens that go through the model without belonging to a row. */
    public double paddingShare() {
        long padded = 0;
        long real = 0;
        for (List<Sequence> part : parts) {
            int widest = part.stream().mapToInt(MicroBatches::width).max().orElseThrow();
            padded += (long) widest * part.size();
            real += part.stream().mapToInt(MicroBatches::width).sum();
        }
        return 1 - (double) real / padded;
    }
}
