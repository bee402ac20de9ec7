package lockpick.study.policy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import lockpick.engine.tensor.Tensor;

/**
 * Which words a policy has read while it was trained, as its weights tell: training without weight decay moves the input
 * embeddings of the words that stood in a row, and leaves every bit of the others.
 */
public final class ReadWords {

    private final TrainablePolicy policy;
    private final float[][] before;

    /** Begins to watch. */
    public ReadWords(TrainablePolicy policy) {
        this.policy = policy;
        this.before = embeddings();
    }

    /** The words read since. A row's last token is only ever predicted, so the end token is never among them. */
    public Set<String> sinceThen() {
        float[][] now = embeddings();
        Set<String> words = new TreeSet<>();
        for (int token = 0; token < now.length; token++) {
            if (!Arrays.equals(before[token], now[token])) {
                words.add(policy.tokenizer().decode(new int[] {token}));
            }
        }
        return words;
    }

    private float[][] embeddings() {
        Tensor table = policy.model().parameters().get("gpt_neox.embed_in.weight"); // (V, D)
        float[] values = table.toFloats();
        int width = Math.toIntExact(table.size(1));
        float[][] rows = new float[policy.tokenizer().size()][];
        for (int token = 0; token < rows.length; token++) {
            rows[token] = Arrays.copyOfRange(values, token * width, (token + 1) * width);
        }
        return rows;
    }
}
