package lockpick.engine.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lockpick.engine.tokenizer.WordPieces;

/**
 * The encoder once more, slow and obvious: loops over doubles, with activations rounded before each matrix product as ONNX
 * Runtime's DynamicQuantizeLinear does, over the whole text at once. For texts of one part.
 */
final class RoundingMiniLm {

    private static final int WIDTH = 384;
    private static final int INNER = 1536;
    private static final int HEADS = 12;

    private final WordPieces pieces;
    private final OnnxWeights weights;

    RoundingMiniLm() throws IOException {
        pieces = new WordPieces(
                new String(resource("/all-minilm-l6-v2-q-tokenizer.json"), StandardCharsets.UTF_8), Path.of("json"));
        weights = new OnnxWeights(ByteBuffer.wrap(resource("/all-minilm-l6-v2-q.onnx")));
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = RoundingMiniLm.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    float[] embed(String text) {
        int[] ids = pieces.encode(text);
        double[][] x = new double[ids.length + 2][WIDTH];
        for (int t = 0; t < x.length; t++) {
            int id = t == 0 ? 101 : t == x.length - 1 ? 102 : ids[t - 1];
            for (int i = 0; i < WIDTH; i++) {
                x[t][i] = (double) table("word", 30_522).value(id * WIDTH + i)
                        + table("position", 512).value(t * WIDTH + i)
                        + table("token_type", 2).value(i);
            }
        }
        x = norm(x, "embeddings.LayerNorm");
        for (int layer = 0; layer < 6; layer++) {
            String name = "encoder.layer." + layer + ".";
            double[][] rounded = rounded(x);
            double[][] attended = attend(
                    linear(rounded, name + "attention.self.query", WIDTH, WIDTH),
                    linear(rounded, name + "attention.self.key", WIDTH, WIDTH),
                    linear(rounded, name + "attention.self.value", WIDTH, WIDTH));
            double[][] output = linear(rounded(attended), name + "attention.output.dense", WIDTH, WIDTH);
            x = norm(sum(x, output), name + "attention.output.LayerNorm");
            double[][] inner = linear(rounded(x), name + "intermediate.dense", WIDTH, INNER);
            for (double[] row : inner) {
                for (int i = 0; i < INNER; i++) {
                    row[i] = row[i] * (1 + erf(row[i] / Math.sqrt(2))) / 2;
                }
            }
            x = norm(sum(x, linear(rounded(inner), name + "output.dense", INNER, WIDTH)), name + "output.LayerNorm");
        }
        float[] mean = new float[WIDTH];
        double square = 0;
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (double[] row : x) {
                sum += row[i];
            }
            mean[i] = (float) (sum / x.length);
            square += (double) mean[i] * mean[i];
        }
        for (int i = 0; i < WIDTH; i++) {
            mean[i] /= (float) Math.sqrt(square);
        }
        return mean;
    }

    private OnnxWeights.Quantized table(String kind, int rows) {
        return weights.quantized("embeddings." + kind + "_embeddings.weight", rows, WIDTH);
    }

    /** To 256 steps between the smallest and the largest number, 0 among them. */
    private static double[][] rounded(double[][] x) {
        float least = 0;
        float most = 0;
        for (double[] row : x) {
            for (double value : row) {
                least = Math.min(least, (float) value);
                most = Math.max(most, (float) value);
            }
        }
        float scale = (most - least) / 255;
        double zero = Math.rint(-least / scale);
        double[][] rounded = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                rounded[t][i] = (Math.clamp(Math.rint((float) x[t][i] / scale) + zero, 0.0, 255.0) - zero) * scale;
            }
        }
        return rounded;
    }

    private double[][] linear(double[][] x, String name, int in, int out) {
        float[] matrix = weights.matrix(name, in, out).values();
        float[] bias = weights.floats(name + ".bias", out);
        double[][] y = new double[x.length][out];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    y[t][o] += x[t][i] * matrix[i * out + o];
                }
            }
            for (int o = 0; o < out; o++) {
                y[t][o] += bias[o];
            }
        }
        return y;
    }

    private static double[][] attend(double[][] query, double[][] key, double[][] value) {
        int size = WIDTH / HEADS;
        double[][] result = new double[query.length][WIDTH];
        for (int head = 0; head < HEADS; head++) {
            for (int t = 0; t < query.length; t++) {
                double[] share = new double[key.length];
                double total = 0;
                for (int s = 0; s < key.length; s++) {
                    double score = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        score += query[t][i] * key[s][i];
                    }
                    share[s] = Math.exp(score / Math.sqrt(size));
                    total += share[s];
                }
                for (int s = 0; s < key.length; s++) {
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        result[t][i] += share[s] / total * value[s][i];
                    }
                }
            }
        }
        return result;
    }

    private double[][] norm(double[][] x, String name) {
        float[] weight = weights.floats(name + ".weight", WIDTH);
        float[] bias = weights.floats(name + ".bias", WIDTH);
        double[][] y = new double[x.length][WIDTH];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            double square = 0;
            for (double value : x[t]) {
                mean += value / WIDTH;
            }
            for (double value : x[t]) {
                square += (value - mean) * (value - mean) / WIDTH;
            }
            for (int i = 0; i < WIDTH; i++) {
                y[t][i] = (x[t][i] - mean) / Math.sqrt(square + 1e-12) * weight[i] + bias[i];
            }
        }
        return y;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][WIDTH];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < WIDTH; i++) {
                sum[t][i] = a[t][i] + b[t][i];
            }
        }
        return sum;
    }

    /** By its series, which converges for all numbers; from 5 on it is 1 to all digits. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
