package lockpick.report.read;

import lockpick.study.experiment.RunKey;

/**
 * A run of a study's graph; it need not exist yet.
 *
 * @param folder its name under the runs folder
 */
public record PlannedRun(RunKey key, String folder, Labels labels) {}
