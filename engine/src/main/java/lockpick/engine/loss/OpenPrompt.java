package lockpick.engine.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row of tokens in which a few tokens are open: the same ones in each of its places.
 *
 * @param row with some tokens in the places, which are of its prompt
 * @param starts index of the first token of each place, ascending
 * @param length tokens of a place
 */
public record OpenPrompt(Sequence row, List<Integer> starts, int length) {

    public OpenPrompt {
        starts = List.copyOf(starts);
        int free = 0;
        for (int start : starts) {
            if (start < free || start + length > row.completionStart()) {
                throw new IllegalArgumentException("open prompt: places of " + length + " tokens at " + starts
                        + " do not lie side by side in a prompt of " + row.completionStart() + " tokens");
            }
            free = start + length;
        }
    }

    /**
     * Finds the places in two rows that are alike but for what stands there: one place, or two with the same tokens in both.
     *
     * @param first tokens in the places of the first row
     * @param second tokens in those of the other, as many, and others at the beginning and the end
     * @return empty if the rows do not have just these tokens, as where a tokenizer joins them with their neighbours
     */
    public static Optional<OpenPrompt> between(Sequence firstRow, int[] first, Sequence secondRow, int[] second) {
        int[] a = firstRow.tokens();
        int[] b = secondRow.tokens();
        int length = first.length;
        int start = Arrays.mismatch(a, b);
        if (start < 0 || a.length != b.length || firstRow.completionStart() != secondRow.completionStart()) {
            return Optional.empty();
        }
        int end = a.length;
        while (a[end - 1] == b[end - 1]) {
            end--;
        }
        boolean once = end - start == length;
        if ((!once && end - start < 2 * length) || end > firstRow.completionStart()) {
            return Optional.empty();
        }
        OpenPrompt open = new OpenPrompt(firstRow, once ? List.of(start) : List.of(start, end - length), length);
        return Optional.of(open)
                .filter(found -> Arrays.equals(found.with(first).tokens(), a))
                .filter(found -> Arrays.equals(found.with(second).tokens(), b));
    }

    /** The row with these tokens in every place. */
    public Sequence with(int[] words) {
        if (words.length != length) {
            throw new IllegalArgumentException(
                    "open prompt: its places have " + length + " tokens, but " + words.length + " were given");
        }
        int[] tokens = row.tokens().clone();
        for (int start : starts) {
            System.arraycopy(words, 0, tokens, start, length);
        }
        return new Sequence(tokens, row.completionStart());
    }
}
