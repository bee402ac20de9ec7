package lockpick.engine.generate;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lockpick.engine.generate.Slots.Stretch;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/** A few prompts, which are read together, and all their completions; what is read off their scores is a {@link Measure}. */
final class ScoringBatch {

    private static final long MOST_LOGITS = 16 << 20; // 64 MiB
    private static final int COMPLETIONS_PER_PROMPT = 4; // with so many, passes are full

    private final Decoder model;
    private final Shape shape;
    private final List<List<Asked>> prompts;
    private final Measure measure;

    /** A sequence and the place of its numbers. */
    record Asked(int place, Sequence sequence) {

        IntBuffer prompt() {
            return IntBuffer.wrap(sequence.tokens(), 0, sequence.completionStart());
        }

        int completionLength() {
            return sequence.tokens().length - sequence.completionStart();
        }

        /** The prompt but its last token. */
        Stretch readFirst() {
            return new Stretch(sequence.tokens(), 0, sequence.completionStart() - 1);
        }

        /** What predicts the completion: the prompt's last token and the completion's but its last. */
        Stretch readThen() {
            return new Stretch(sequence.tokens(), sequence.completionStart() - 1, sequence.tokens().length - 1);
        }
    }

    /**
     * The tensors that a sequence is computed in; they depend on its own lengths alone.
     *
     * @param prompts prompts read together
     * @param promptLength tokens of each, padded
     * @param completions completions read together
     * @param completionLength tokens of each, padded
     */
    record Shape(int prompts, int promptLength, int completions, int completionLength) {

        /** @param rows most rows of a pass */
        static Shape of(Sequence sequence, int rows, int maxTokens) {
            int before = sequence.completionStart() - 1;
            int promptLength = Math.min(Lengths.padded(before), maxTokens);
            int completionLength = Math.min(Lengths.padded(sequence.tokens().length - 1 - before), maxTokens - before);
            int prompts = Lengths.rows(promptLength, rows);
            int completions = Math.min(Lengths.rows(completionLength, rows), COMPLETIONS_PER_PROMPT * prompts);
            return new Shape(prompts, promptLength, completions, completionLength);
        }

        int length() {
            return promptLength + completionLength;
        }
    }

    /** @param prompts for each prompt, no more than the shape has, its sequences */
    ScoringBatch(Decoder model, Shape shape, List<List<Asked>> prompts, Measure measure) {
        this.model = model;
        this.shape = shape;
        this.prompts = prompts;
        this.measure = measure;
    }

    static <T> List<List<T>> parts(Collection<T> all, int size) {
        List<T> list = List.copyOf(all);
        return IntStream.iterate(0, from -> from < list.size(), from -> from + size)
                .mapToObj(from -> list.subList(from, Math.min(from + size, list.size())))
                .toList();
    }

    /** A completion whose prompt is in a slot. */
    private record Completion(long slot, Asked asked) {}

    /** @param numbers of each sequence in its place: as many as the measure is wide for each token of its completion */
    void score(double[] @Nullable [] numbers) {
        long[] promptSlots = LongStream.range(0, shape.prompts()).toArray();
        long[] completionSlots = LongStream.range(shape.prompts(), shape.prompts() + shape.completions())
                .toArray();
        List<Completion> all = new ArrayList<>();
        for (int slot = 0; slot < prompts.size(); slot++) {
            for (Asked asked : prompts.get(slot)) {
                all.add(new Completion(slot, asked));
            }
        }
        try (Slots slots = new Slots(model, shape.prompts() + shape.completions(), shape.length())) {
            if (shape.promptLength() > 0) {
                List<Stretch> read = prompts.stream()
                        .map(List::getFirst)
                        .map(Asked::readFirst)
                        .toList();
                slots.fill(read, promptSlots, shape.promptLength(), shape.promptLength());
            }
            for (List<Completion> part : parts(all, shape.completions())) {
                long[] from = part.stream().mapToLong(Completion::slot).toArray();
                slots.copy(from, Arrays.copyOf(completionSlots, from.length), shape.promptLength());
                score(
                        slots,
                        completionSlots,
                        part.stream().map(Completion::asked).toList(),
                        numbers);
            }
        }
    }

    private void score(Slots slots, long[] to, List<Asked> completions, double[] @Nullable [] numbers) {
        int rows = to.length;
        int length = shape.completionLength();
        int width = measure.width();
        double[] all = new double[length * rows * width]; // (T, B, width)
        List<Sequence> sequences = completions.stream().map(Asked::sequence).toList();
        int longest =
                completions.stream().mapToInt(Asked::completionLength).max().orElseThrow();
        int step = (int) Math.clamp(MOST_LOGITS / ((long) rows * model.vocabulary()), 1, length);
        try (var scope = TensorScope.open()) {
            List<Stretch> read = completions.stream().map(Asked::readThen).toList();
            Tensor hidden = slots.read(read, to, length, shape.length()).transpose(0, 1); // (T, B, D)
            for (int t = 0; t < longest; t += step) {
                double[] part = measured(hidden.narrow(0, t, Math.min(step, length - t)), sequences, t);
                System.arraycopy(part, 0, all, t * rows * width, part.length);
            }
        }
        for (int row = 0; row < completions.size(); row++) {
            int own = completions.get(row).completionLength();
            double[] ofRow = new double[own * width];
            for (int t = 0; t < own; t++) {
                System.arraycopy(all, (t * rows + row) * width, ofRow, t * width, width);
            }
            numbers[completions.get(row).place()] = ofRow;
        }
    }

    private double[] measured(Tensor hidden, List<Sequence> sequences, int from) {
        try (var scope = TensorScope.open()) {
            return measure.of(model.logits(hidden).to(DType.FLOAT32), sequences, from);
        }
    }
}
