package lockpick.engine.embed;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.nn.LayerNorm;
import lockpick.engine.nn.Linear;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import lockpick.engine.tokenizer.WordPieces;

/**
 * all-MiniLM-L6-v2, a sentence encoder of 22M parameters (Wang et al., 2020; Sentence-Transformers), from the jar that
 * LangChain4j ships it in, quantized to bytes. Here its matrices are numbers again, so a vector is within rounding of the
 * unquantized model's and does not depend on other texts, as it does where activations are quantized as well
 * (docs/tasks/critique-grading.md). Owns its weights; for one thread at a time.
 */
public final class MiniLm implements AutoCloseable {

    /** Length of a vector. */
    public static final int WIDTH = 384;

    private static final int LAYERS = 6;
    private static final int HEADS = 12;
    private static final int INNER = 1536;
    private static final int VOCABULARY = 30_522;
    private static final int POSITIONS = 512;
    private static final double EPS = 1e-12;
    private static final int BEGIN = 101; // [CLS]
    private static final int END = 102; // [SEP]
    private static final int PART = 254; // pieces, so that a part has 256 tokens: as long as the model was made for

    private final TensorScope weights = TensorScope.owner();
    private final WordPieces pieces;
    private final OnnxWeights.Quantized words;
    private final OnnxWeights.Quantized positions;
    private final OnnxWeights.Quantized kinds;
    private final LayerNorm norm;
    private final List<EncoderLayer> layers = new ArrayList<>();

    private MiniLm(String tokenizer, OnnxWeights onnx) {
        pieces = new WordPieces(tokenizer, Path.of("all-minilm-l6-v2-q-tokenizer.json"));
        words = onnx.quantized("embeddings.word_embeddings.weight", VOCABULARY, WIDTH);
        positions = onnx.quantized("embeddings.position_embeddings.weight", POSITIONS, WIDTH);
        kinds = onnx.quantized("embeddings.token_type_embeddings.weight", 2, WIDTH);
        try (var scope = TensorScope.open()) {
            norm = norm(onnx, "embeddings.LayerNorm");
            for (int i = 0; i < LAYERS; i++) {
                layers.add(layer(onnx, "encoder.layer." + i + "."));
            }
        }
    }

    /** Reads it from the class path. */
    public static MiniLm load() {
        try {
            String tokenizer = new String(resource("/all-minilm-l6-v2-q-tokenizer.json"), StandardCharsets.UTF_8);
            return new MiniLm(tokenizer, new OnnxWeights(ByteBuffer.wrap(resource("/all-minilm-l6-v2-q.onnx"))));
        } catch (IOException e) {
            throw new IllegalStateException("the sentence encoder is not on the class path", e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }

    private EncoderLayer layer(OnnxWeights onnx, String name) {
        return new EncoderLayer(
                linear(onnx, name + "attention.self.query", WIDTH, WIDTH),
                linear(onnx, name + "attention.self.key", WIDTH, WIDTH),
                linear(onnx, name + "attention.self.value", WIDTH, WIDTH),
                linear(onnx, name + "attention.output.dense", WIDTH, WIDTH),
                norm(onnx, name + "attention.output.LayerNorm"),
                linear(onnx, name + "intermediate.dense", WIDTH, INNER),
                linear(onnx, name + "output.dense", INNER, WIDTH),
                norm(onnx, name + "output.LayerNorm"),
                HEADS);
    }

    private Linear linear(OnnxWeights onnx, String name, int in, int out) {
        Tensor weight = Tensor.of(onnx.matrix(name, in, out).values(), in, out);
        return new Linear(weights.keep(weight), true, vector(onnx, name + ".bias", out), null);
    }

    private LayerNorm norm(OnnxWeights onnx, String name) {
        return new LayerNorm(vector(onnx, name + ".weight", WIDTH), vector(onnx, name + ".bias", WIDTH), EPS);
    }

    private Tensor vector(OnnxWeights onnx, String name, int length) {
        return weights.keep(Tensor.of(onnx.floats(name, length), length));
    }

    /**
     * The direction of a text: the mean over its tokens, of length 1. A text of more than 254 word pieces is read in parts,
     * one after the other; the mean is over the tokens of all.
     *
     * @return [384]
     * @throws IllegalArgumentException if the text holds half a character
     */
    public float[] embed(String text) {
        int[] ids = pieces.encode(text);
        float[] sum = new float[WIDTH];
        int from = 0;
        do {
            int to = Math.min(from + PART, ids.length);
            addTokens(Arrays.copyOfRange(ids, from, to), sum);
            from = to;
        } while (from < ids.length);
        double length = 0;
        for (float x : sum) {
            length += (double) x * x;
        }
        for (int i = 0; i < WIDTH; i++) {
            sum[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return sum;
    }

    private void addTokens(int[] part, float[] sum) {
        int[] ids = new int[part.length + 2];
        ids[0] = BEGIN;
        System.arraycopy(part, 0, ids, 1, part.length);
        ids[ids.length - 1] = END;
        float[] read = new float[ids.length * WIDTH];
        for (int t = 0; t < ids.length; t++) {
            for (int i = 0; i < WIDTH; i++) {
                read[t * WIDTH + i] = words.value(ids[t] * WIDTH + i) + positions.value(t * WIDTH + i) + kinds.value(i);
            }
        }
        try (var scope = TensorScope.open()) {
            Tensor x = norm.apply(Tensor.of(read, ids.length, WIDTH));
            for (EncoderLayer layer : layers) {
                x = layer.apply(x);
            }
            float[] total = x.sum(0).toFloats();
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += total[i];
            }
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
