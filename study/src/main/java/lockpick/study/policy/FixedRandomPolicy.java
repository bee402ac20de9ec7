package lockpick.study.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/**
 * {@code fixedrdm}, the weakest policy (paper G.2): one logit from N(0, 1) for each token, drawn once, and tokens drawn
 * independently from their softmax. A uniform distribution would not do: at temperature 0 every trace of a right answer
 * would show. Our reading: tokens that stand for no text, such as end tokens, have probability 0, and a completion has as
 * many tokens as the strong answer it is put beside.
 */
public final class FixedRandomPolicy implements Policy {

    private final Tokenizer tokenizer;
    private final double[] logProbs;
    private final double[] cumulative; // probability of this token or one before it
    private final int likeliest;

    /** @param seed of the logits */
    public FixedRandomPolicy(Tokenizer tokenizer, Seed seed) {
        this.tokenizer = tokenizer;
        RandomGenerator random = seed.stream("fixedrdm").generator();
        logProbs = new double[tokenizer.size()];
        double sum = 0;
        int best = 0;
        for (int id = 0; id < logProbs.length; id++) {
            double logit = random.nextGaussian(); // for each token, so that none shifts the others
            boolean text = !tokenizer.endTokens().contains(id)
                    && !tokenizer.decodeCompletion(new int[] {id}).isEmpty();
            logProbs[id] = text ? logit : Double.NEGATIVE_INFINITY;
            sum += Math.exp(logProbs[id]);
            best = logProbs[id] > logProbs[best] ? id : best;
        }
        likeliest = best;
        cumulative = new double[logProbs.length];
        double below = 0;
        for (int id = 0; id < logProbs.length; id++) {
            logProbs[id] -= Math.log(sum);
            below += Math.exp(logProbs[id]);
            cumulative[id] = below;
        }
    }

    /** Natural logarithms of the probabilities of the tokens, by id; −∞ for those that are never written. */
    public double[] logProbs() {
        return logProbs.clone();
    }

    /** Tokens of a completion. */
    public int[] draw(int tokens, Seed seed) {
        RandomGenerator random = seed.generator();
        int[] ids = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            int place = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
            int id = place < 0 ? -place - 1 : place + 1; // the first whose probabilities reach beyond the number
            while (logProbs[id] == Double.NEGATIVE_INFINITY) {
                id++;
            }
            ids[i] = id;
        }
        return ids;
    }

    /** Completions as long as these strong answers, in tokens; each depends on its place and the seed. */
    public List<String> beside(List<String> answers, Seed seed) {
        List<String> completions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            int tokens = tokenizer.encodeCompletion(answers.get(i)).length;
            completions.add(tokenizer.decodeCompletion(draw(tokens, seed.stream("completion", i))));
        }
        return completions;
    }

    /** The likeliest token over and over, or the likeliest option: all that this policy says at temperature 0. */
    @Override
    public List<String> complete(List<Prompt> prompts, Answering answering) {
        String completion = switch (answering) {
            case Answering.Written(int maxNewTokens) -> repeated(maxNewTokens);
            case Answering.Chosen(List<String> options) ->
                Collections.max(options, Comparator.comparingDouble(this::logProb));
        };
        return prompts.stream().map(prompt -> completion).toList();
    }

    private String repeated(int tokens) {
        int[] ids = new int[tokens];
        Arrays.fill(ids, likeliest);
        return tokenizer.decodeCompletion(ids);
    }

    private double logProb(String text) {
        return Arrays.stream(tokenizer.encodeCompletion(text))
                .mapToDouble(id -> logProbs[id])
                .sum();
    }
}
