package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.model.Attention;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.KvCache;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Writes completions with a key/value cache, in micro-batches of one fixed shape: always the same number of rows
 * (missing ones are blank), prompts padded on the left to a few lengths. Every matrix product
 * then has the same shape whatever else is asked for, so a row's tokens and log-probabilities are the same bits
 * whichever rows stand beside it, wherever it stands, and in whatever order the prompts come.
 */
public final class Generator {

    private final Decoder model;
    private final int rows;
    private final int endToken;

    /** A prompt and the stream that its own choices are drawn from. */
    public record Request(int[] prompt, Seed seed) {

        public Request {
            if (prompt.length == 0) {
                throw new IllegalArgumentException("generate: a prompt needs at least one token");
            }
        }
    }

    /**
     * @param rows rows of a micro-batch; part of a result's identity, as other shapes round differently
     * @param endToken token that ends a completion
     */
    public Generator(Decoder model, int rows, int endToken) {
        this.model = model;
        this.rows = rows;
        this.endToken = endToken;
    }

    /** Completes every prompt; results in the order of the requests. */
    public List<Generated> generate(List<Request> requests, Sampling sampling) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>(); // padded length -> requests
        for (int i = 0; i < requests.size(); i++) {
            int tokens = requests.get(i).prompt().length;
            if (tokens + sampling.maxNewTokens() > model.maxTokens()) {
                throw new IllegalArgumentException("generate: prompt " + i + " has " + tokens + " tokens and may get "
                        + sampling.maxNewTokens() + " new ones, but the model holds " + model.maxTokens()
                        + "; shorten the prompt or lower max new tokens");
            }
            byLength.computeIfAbsent(padded(tokens), length -> new ArrayList<>())
                    .add(i);
        }
        Generated[] results = new Generated[requests.size()];
        try (var noGrad = Libtorch.noGrad()) {
            byLength.forEach((length, indices) -> {
                try (KvCache cache = model.newCache(rows, length + sampling.maxNewTokens())) {
                    for (int from = 0; from < indices.size(); from += rows) {
                        List<Integer> batch = indices.subList(from, Math.min(from + rows, indices.size()));
                        List<Row> written =
                                write(batch.stream().map(requests::get).toList(), length, cache, sampling);
                        IntStream.range(0, batch.size())
                                .forEach(row -> results[batch.get(row)] =
                                        written.get(row).result());
                        cache.clear();
                    }
                }
            });
        }
        return List.of(results);
    }

    /** Length a prompt is padded to: up to 16 its own, then the next of 8 steps to the next power of two. */
    private static int padded(int tokens) {
        int step = Math.max(1, Integer.highestOneBit(tokens - 1) / 8);
        return tokens <= 16 ? tokens : Math.ceilDiv(tokens, step) * step;
    }

    private List<Row> write(List<Request> batch, int length, KvCache cache, Sampling sampling) {
        List<Row> writing = batch.stream()
                .map(request -> new Row(request, length, endToken))
                .toList();
        long[] ids = new long[rows * length];
        for (int row = 0; row < writing.size(); row++) {
            writing.get(row).copyPrompt(ids, row * length);
        }
        int width = length; // tokens of this pass: the prompts at first, then one new token for each row
        for (int written = 0; written < sampling.maxNewTokens(); written++) {
            try (var step = TensorScope.open()) {
                Attention attention = visibility(writing, cache.length(), width, cache);
                Tensor hidden = model.hidden(Tensor.of(ids, rows, width), attention);
                float[] logProbs =
                        model.logits(hidden.select(1, width - 1)).logSoftmax().toFloats(); // (rows, V)
                ids = new long[rows];
                for (int row = 0; row < writing.size(); row++) {
                    ids[row] =
                            writing.get(row).extend(logProbs, row * model.vocabulary(), model.vocabulary(), sampling);
                }
            }
            width = 1;
            if (writing.stream().allMatch(Row::ended)) {
                break;
            }
        }
        return writing;
    }

    /** Positions without the padding, and a mask that hides it; padding sees itself, so that no sum is empty. */
    private Attention visibility(List<Row> writing, int cached, int width, KvCache cache) {
        int seen = cached + width;
        long[] positions = new long[rows * width];
        float[] mask = new float[rows * width * seen];
        for (int row = 0; row < rows; row++) {
            int padding = row < writing.size() ? writing.get(row).padding : seen; // a blank row is all padding
            for (int t = 0; t < width; t++) {
                positions[row * width + t] = Math.max(0, cached + t - padding);
                for (int s = 0; s < seen; s++) {
                    boolean visible = s <= cached + t && (s >= padding || s == cached + t);
                    mask[(row * width + t) * seen + s] = visible ? 0 : Float.NEGATIVE_INFINITY;
                }
            }
        }
        return new Attention.Cached(Tensor.of(positions, rows, width), Tensor.of(mask, rows, 1, width, seen), cache);
    }

    /** One completion being written. */
    private static final class Row {

        private final int[] prompt;
        private final int padding; // blank tokens before the prompt
        private final int endToken;
        private final RandomGenerator random;
        private final List<Integer> tokens = new ArrayList<>();
        private final List<Float> logProbs = new ArrayList<>();
        private boolean ended;

        Row(Request request, int length, int endToken) {
            this.prompt = request.prompt();
            this.padding = length - prompt.length;
            this.endToken = endToken;
            this.random = request.seed().generator();
        }

        void copyPrompt(long[] ids, int from) {
            for (int t = 0; t < prompt.length; t++) {
                ids[from + padding + t] = prompt[t];
            }
        }

        boolean ended() {
            return ended;
        }

        /** Chooses the next token and returns it; a row that has ended stays as it is. */
        int extend(float[] table, int from, int vocabulary, Sampling sampling) {
            if (ended) {
                return endToken;
            }
            int token = TokenChoice.choose(table, from, vocabulary, sampling, random);
            logProbs.add(table[from + token]);
            if (token == endToken) {
                ended = true;
            } else {
                tokens.add(token);
            }
            return token;
        }

        Generated result() {
            float[] copied = new float[logProbs.size()];
            for (int i = 0; i < copied.length; i++) {
                copied[i] = logProbs.get(i);
            }
            return new Generated(tokens.stream().mapToInt(Integer::intValue).toArray(), copied, ended);
        }
    }
}
