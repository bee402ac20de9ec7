package lockpick.engine.generate;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.generate.Backlog.Batch;
import lockpick.engine.generate.Backlog.Waiting;
import lockpick.engine.generate.Slots.Stretch;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/**
 * Completions that are written side by side, a token each at every step; whoever is over makes room for the next. Prompts
 * are filled in up to their last token, which is read by the steps as new tokens are.
 */
final class Pool implements AutoCloseable {

    private final Decoder model;
    private final Sampling sampling;
    private final int likeliest;
    private final Stopping stopping;
    private final int count;
    private final Slots slots; // one more than rows: the last holds the shared prefix
    private final @Nullable Row[] rows;
    private final @Nullable HeldTokens held;
    private @Nullable IntBuffer prefix; // what the last slot holds

    /**
     * @param sampling its limit is not used: each request has its own
     * @param likeliest how many of the most likely tokens listeners hear of with each token
     */
    Pool(Decoder model, int count, int capacity, Sampling sampling, int likeliest, Stopping stopping) {
        this.model = model;
        this.sampling = sampling;
        this.likeliest = likeliest;
        this.stopping = stopping;
        this.count = count;
        this.slots = new Slots(model, count + 1, capacity);
        this.rows = new Row[count];
        this.held = sampling.penalizes() ? new HeldTokens(model, count) : null;
    }

    /** Writes completions until the backlog is empty. */
    void work(Backlog backlog, int threads) {
        while (true) {
            List<Integer> free = free();
            Optional<Batch> batch = backlog.take(free.size(), count, threads);
            if (batch.isPresent()) {
                begin(batch.get(), free);
            } else if (free.size() == count) {
                return;
            } else {
                step();
            }
        }
    }

    private List<Integer> free() {
        return IntStream.range(0, count)
                .filter(slot -> rows[slot] == null)
                .boxed()
                .toList();
    }

    /** Gives requests slots. Prompts that a slot holds already are copied, the others read. */
    private void begin(Batch batch, List<Integer> free) {
        Prefill prefill = batch.prefill();
        Map<Row.Prompt, Integer> filled = new HashMap<>();
        for (int slot = 0; slot < count; slot++) {
            if (rows[slot] != null) {
                filled.putIfAbsent(rows[slot].prompt(), slot);
            }
        }
        List<Row> read = new ArrayList<>();
        List<Row> copied = new ArrayList<>();
        for (Waiting waiting : batch.requests()) {
            if (!waiting.listener().isWanted()) {
                continue;
            }
            Row row = new Row(waiting, prefill);
            boolean isNew = filled.putIfAbsent(row.prompt(), free.get(read.size())) == null;
            (isNew ? read : copied).add(row);
        }
        read(read, prefill, free);
        long[] from = copied.stream().mapToLong(row -> filled.get(row.prompt())).toArray();
        slots.copy(from, longs(free.subList(read.size(), read.size() + copied.size())), prefill.end());
        read.addAll(copied);
        for (int i = 0; i < read.size(); i++) {
            place(read.get(i), free.get(i));
        }
    }

    private void place(Row row, int slot) {
        rows[slot] = row;
        if (held != null) {
            held.reset(slot, row.prompt().tokens().array());
        }
    }

    /** Reads prompts into the first free slots; more of those are used, and not changed for good, where rows are blank. */
    private void read(List<Row> prompts, Prefill prefill, List<Integer> free) {
        if (prompts.isEmpty()) {
            return;
        }
        long[] to = longs(free.subList(0, prefill.rows(count)));
        int start = prefill.prefix().remaining();
        if (start > 0) {
            readPrefix(prefill.prefix());
            long[] from = new long[prompts.size()];
            Arrays.fill(from, count);
            slots.copy(from, Arrays.copyOf(to, from.length), start);
        }
        if (prefill.length() > 0) {
            List<Stretch> stretches = prompts.stream()
                    .map(row -> row.prompt().tokens().array())
                    .map(tokens -> new Stretch(tokens, start, tokens.length - 1))
                    .toList();
            slots.fill(stretches, to, prefill.length(), prefill.end());
        }
    }

    private void readPrefix(IntBuffer tokens) {
        if (!tokens.equals(prefix)) {
            int[] array = new int[tokens.remaining()];
            tokens.duplicate().get(array);
            slots.fill(List.of(new Stretch(array, 0, array.length)), new long[] {count}, array.length, array.length);
            prefix = tokens;
        }
    }

    private static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Each row reads its newest token and chooses the next. */
    private void step() {
        long[] ids = new long[count];
        long[] positions = new long[count];
        double[] draws = new double[count];
        for (int slot = 0; slot < count; slot++) {
            Row row = rows[slot];
            if (row != null) {
                ids[slot] = row.newest();
                positions[slot] = row.position();
                draws[slot] = sampling.isGreedy() ? 0 : row.draw();
            }
        }
        long[] tokens;
        float[] logProbs = new float[count];
        Likeliest others;
        try (var scope = TensorScope.open()) {
            Tensor logits = model.logits(slots.readNewest(ids, positions)).to(DType.FLOAT32); // (rows, V)
            Tensor chosen = choose(logits, draws);
            tokens = chosen.toLongs();
            if (sampling.logProbs()) {
                logProbs = logits.pick(chosen)
                        .sub(logits.logSumExp())
                        .to(DType.FLOAT32)
                        .toFloats();
            }
            others = Likeliest.of(logits, likeliest);
        }
        for (int slot = 0; slot < count; slot++) {
            Row row = rows[slot];
            if (row != null) {
                int token = (int) tokens[slot];
                row.add(token, logProbs[slot], stopping);
                row.listener().wrote(others.beside(slot, token, logProbs[slot]));
                if (row.isOver()) {
                    row.listener().over(row.result(sampling.logProbs()));
                }
                if (row.isOver() || !row.listener().isWanted()) {
                    rows[slot] = null;
                }
            }
        }
        if (held != null) {
            held.add(tokens);
        }
    }

    private Tensor choose(Tensor logits, double[] draws) {
        Tensor scores = held == null ? logits : held.penalize(logits, sampling.repetitionPenalty());
        return sampling.isGreedy()
                ? TokenChoice.mostLikely(scores)
                : TokenChoice.drawn(scores, sampling, Tensor.of(draws, count, 1).to(model.device()));
    }

    @Override
    public void close() {
        slots.close();
        if (held != null) {
            held.close();
        }
    }
}
