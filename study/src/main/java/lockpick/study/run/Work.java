package lockpick.study.run;

/**
 * What a run did, counted by the run itself, for {@code cost.json}.
 *
 * @param trainTokens tokens of training sequences that went forward and backward, padding excluded
 * @param generatedTokens tokens that were sampled, prompts excluded
 */
public record Work(
        double trainSeconds,
        double evaluationSeconds,
        long trainSequences,
        long trainTokens,
        long generatedCompletions,
        long generatedTokens) {

    public static final Work NONE = new Work(0, 0, 0, 0, 0, 0);

    public Work plus(Work other) {
        return new Work(
                trainSeconds + other.trainSeconds,
                evaluationSeconds + other.evaluationSeconds,
                trainSequences + other.trainSequences,
                trainTokens + other.trainTokens,
                generatedCompletions + other.generatedCompletions,
                generatedTokens + other.generatedTokens);
    }
}
