package lockpick.report.read;

/**
 * What a run cost, from its {@code cost.json}.
 *
 * @param wallSeconds from the start of the attempt that finished to its last file
 * @param peakResidentBytes 0 where the system did not say
 * @param threads CPU threads it computed with
 */
public record RunCost(
        double wallSeconds,
        double trainSeconds,
        double evaluationSeconds,
        long trainSequences,
        long trainTokens,
        long generatedCompletions,
        long generatedTokens,
        long peakResidentBytes,
        int threads,
        int attempts) {}
