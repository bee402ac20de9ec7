package lockpick.study.measure;

/**
 * One way to train that competes for being reported.
 *
 * @param learningRate peak learning rate
 * @param sequences training budget, in sequences seen
 */
public record Candidate(double learningRate, int sequences) {}
