package lockpick.report.read;

import lockpick.study.experiment.RunKey;

/**
 * A run of a study's graph; it need not exist yet.
 *
 * @param folder its name under the runs folder
 * @param weight estimated time, in a unit that is the same for all runs
 */
public record PlannedRun(RunKey key, String folder, Labels labels, double weight) {}
