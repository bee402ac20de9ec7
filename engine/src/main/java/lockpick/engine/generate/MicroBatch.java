package lockpick.engine.generate;

import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.model.Attention;
import lockpick.engine.model.Decoder;
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
     * @param length tokens that every prompt is padded to, on the left
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
        List<Row> writing = requests.stream()
                .map(request -> new Row(request, length, endToken))
                .toList();
        long[] ids = new long[rows * length];
        for (int row = 0; row < writing.size(); row++) {
            writing.get(row).copyPrompt(ids, row * length);
        }
        int width = length; // tokens of this pass: the prompts at first, then one new token for each row
        try (var noGrad = Libtorch.noGrad();
                KvCache cache = model.newCache(rows, length + sampling.maxNewTokens())) {
            for (int written = 0; written < sampling.maxNewTokens(); written++) {
                try (var step = TensorScope.open()) {
                    Tensor mask = mask(writing, cache.length(), width);
                    Tensor hidden = model.hidden(Tensor.of(ids, rows, width), new Attention.Cached(mask, cache));
                    float[] logProbs = model.logits(hidden.select(1, width - 1))
                            .logSoftmax()
                            .toFloats(); // (rows, V)
                    ids = new long[rows];
                    for (int row = 0; row < writing.size(); row++) {
                        ids[row] = writing.get(row)
                                .extend(logProbs, row * model.vocabulary(), model.vocabulary(), sampling);
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

    /** Hides padding and later tokens; padding sees itself, so that no softmax is over nothing. */
    private Tensor mask(List<Row> writing, int cached, int width) {
        int seen = cached + width;
        float[] mask = new float[rows * width * seen];
        for (int row = 0; row < rows; row++) {
            int padding = row < writing.size() ? writing.get(row).padding() : seen; // a blank row is all padding
            for (int t = 0; t < width; t++) {
                int from = (row * width + t) * seen;
                int self = cached + t;
                IntStream.range(0, seen)
                        .filter(s -> s > self || s < padding && s != self)
                        .forEach(s -> mask[from + s] = Float.NEGATIVE_INFINITY);
            }
        }
        return Tensor.of(mask, rows, 1, width, seen);
    }
}
