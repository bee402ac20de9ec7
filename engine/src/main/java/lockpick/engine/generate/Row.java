package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One completion being written. */
final class Row {

    private final int[] prompt;
    private final int endToken;
    private final RandomGenerator random;
    private final List<Integer> tokens = new ArrayList<>();
    private final List<Float> logProbs = new ArrayList<>();
    private boolean ended;

    Row(Generator.Request request, int endToken) {
        this.prompt = request.prompt();
        this.endToken = endToken;
        this.random = request.seed().generator();
    }

    /** Tokens of the prompt. */
    int length() {
        return prompt.length;
    }

    void copyPrompt(long[] ids, int from) {
        for (int t = 0; t < prompt.length; t++) {
            ids[from + t] = prompt[t];
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
