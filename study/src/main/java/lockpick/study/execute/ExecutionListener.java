package lockpick.study.execute;

import lockpick.study.experiment.PlannedRun;

/** Hears what an executor does. Called from several threads, one call at a time for each run. */
public interface ExecutionListener {

    /** @param attempt from 1 */
    void began(PlannedRun run, int attempt);

    /**
     * The run is about to train.
     *
     * @param memory that takes, as {@code lockpick memory} words it
     */
    void planned(PlannedRun run, String memory);

    /** @param share of the run that is done, 0 to 1 */
    void progressed(PlannedRun run, double share);

    void finished(PlannedRun run);

    /** Another process is computing the run, and it is waited for. */
    void elsewhere(PlannedRun run);

    /** Another process has finished the run. */
    void found(PlannedRun run);

    void failed(Outcome.Failure failure);

    /** Something the user should know although the work goes on. */
    void warned(String message);
}
