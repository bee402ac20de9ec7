package lockpick.study.policy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** A policy into whose mouth the first words of every completion are put, such as {@code Sure, here is}. */
public final class PrefilledPolicy implements Policy {

    private final TrainablePolicy policy;
    private final String beginning;

    /** @param policy somebody else's, as it is at the time; whoever owns it closes it */
    public PrefilledPolicy(TrainablePolicy policy, String beginning) {
        this.policy = policy;
        this.beginning = beginning;
    }

    /**
     * What is written begins with the words, which count among its tokens; an option that is chosen is given as it is.
     *
     * @throws IllegalArgumentException if the words leave no token of a completion to write
     */
    @Override
    public List<String> complete(List<Prompt> prompts, Answering answering) {
        return switch (answering) {
            case Answering.Written(int maxNewTokens) -> write(prompts, maxNewTokens);
            case Answering.Chosen(List<String> options) -> choose(prompts, options);
        };
    }

    @Override
    public long tokens(List<String> completions) {
        return policy.tokens(completions);
    }

    private List<String> write(List<Prompt> prompts, int maxNewTokens) {
        Seed unused = new Seed(0); // greedy decoding draws nothing
        int given =
                prompts.stream().mapToInt(prompt -> begun(prompt).length).max().orElse(0);
        if (given >= maxNewTokens) {
            throw new IllegalArgumentException("prefill: '" + beginning + "' has " + given
                    + " tokens, but a completion has at most " + maxNewTokens + "; take shorter words");
        }
        List<Generated> generated = policy.generate(
                prompts.stream()
                        .map(prompt -> new Request(joined(policy.encode(prompt), begun(prompt)), unused))
                        .toList(),
                Sampling.greedy(maxNewTokens - given));
        return IntStream.range(0, prompts.size())
                .mapToObj(i -> whole(prompts.get(i), generated.get(i)))
                .toList();
    }

    private String whole(Prompt prompt, Generated rest) {
        Generated whole = new Generated(joined(begun(prompt), rest.tokens()), rest.logProbs(), rest.stop());
        return policy.wording().withoutLead(prompt, policy.text(whole));
    }

    private List<String> choose(List<Prompt> prompts, List<String> options) {
        String between =
                beginning.isEmpty() || Character.isWhitespace(beginning.charAt(beginning.length() - 1)) ? "" : " ";
        List<Sequence> rows = prompts.stream()
                .flatMap(prompt -> options.stream().map(option -> {
                    int[] before = joined(policy.encode(prompt), begun(prompt));
                    int[] chosen = policy.tokenizer().encodeCompletion(between + option);
                    return new Sequence(joined(before, chosen), before.length);
                }))
                .toList();
        List<Scorer.Score> scores = policy.score(rows);
        return IntStream.range(0, prompts.size())
                .mapToObj(i -> scores.subList(i * options.size(), (i + 1) * options.size()))
                .map(ofPrompt -> OptionLikelihoods.of(
                        ofPrompt.stream().mapToDouble(Scorer.Score::sum).toArray()))
                .map(likelihoods -> options.get(likelihoods.likeliest()))
                .toList();
    }

    /** The tokens of the words where they follow a prompt. */
    private int[] begun(Prompt prompt) {
        return policy.wording().completion(prompt, beginning);
    }

    private static int[] joined(int[] first, int[] second) {
        return Stream.of(first, second).flatMapToInt(IntStream::of).toArray();
    }
}
