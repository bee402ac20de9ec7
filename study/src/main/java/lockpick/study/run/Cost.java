package lockpick.study.run;

/**
 * What a run cost, the content of {@code cost.json}; the only file of a run that differs from one computation to the
 * next.
 *
 * @param wallSeconds from the start of the attempt that finished to its last file
 * @param peakResidentBytes largest resident memory of the process during the run; 0 where the system does not say
 * @param threads CPU threads the run computed with
 * @param attempts times the run was begun, this one included
 */
public record Cost(double wallSeconds, Work work, long peakResidentBytes, int threads, int attempts) {}
