package lockpick.engine.generate;

import java.util.List;
import java.util.stream.LongStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.KvCache;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Completions written together, all in tensors of one shape. */
final class MicroBatch {

    private final Decoder model;
    private final int rows;
    private final int length;
    private final int endToken;
    private final Sampling sampling;

    /**
     * @param rows rows of every tensor, used or not
     * @param length tokens that every prompt is padded to, on the right
     */
    MicroBatch(Decoder model, int rows, int length, int endToken, Sampling sampling) {
        this.model = model;
        this.rows = rows;
        this.length = length;
        this.endToken = endToken;
        this.sampling = sampling;
    }

    /** Completes at most as many prompts as there are rows, none longer than the length; results in their order. */
    List<Generated> write(List<Generator.Request> requests) {
        List<Row> writing =
                requests.stream().map(request -> new Row(request, endToken)).toList();
        long[] ids = new long[rows * length];
        long[] last = new long[rows]; // where in its row's stretch of this pass each row's newest token stands
        for (int row = 0; row < writing.size(); row++) {
            writing.get(row).copyPrompt(ids, row * length);
            last[row] = (long) row * length + writing.get(row).length() - 1;
        }
        int seen = length + sampling.maxNewTokens();
        long[] positions =
                LongStream.range(0, (long) rows * length).map(i -> i % length).toArray();
        int width = length; // tokens of this pass: the prompts at first, then one new token for each row
        try (var noGrad = Libtorch.noGrad();
                KvCache cache = model.newCache(rows, seen)) {
            for (int written = 0; written < sampling.maxNewTokens(); written++) {
                try (var step = TensorScope.open()) {
                    Attention attention = new Attention.Cached(cache, null, onDevice(positions, width), seen);
                    Tensor hidden = model.hidden(onDevice(ids, width), attention); // (rows, width, D)
                    Tensor newest = hidden.reshape(-1, hidden.size(-1))
                            .indexSelect(0, onDevice(last, 1).view(-1));
                    float[] logProbs = model.logits(newest).logSoftmax().toFloats(); // (rows, V)
                    ids = new long[rows];
                    positions = new long[rows];
                    for (int row = 0; row < writing.size(); row++) {
                        ids[row] = writing.get(row)
                                .extend(logProbs, row * model.vocabulary(), model.vocabulary(), sampling);
                        positions[row] = writing.get(row).length() + written;
                        last[row] = row;
                    }
                }
                width = 1;
                if (writing.stream().allMatch(Row::ended)) {
                    break;
                }
            }
        }
        return writing.stream().map(Row::result).toList();
    }

    private Tensor onDevice(long[] numbers, int width) {
        return Tensor.of(numbers, rows, width).to(model.device());
    }
}
