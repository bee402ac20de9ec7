package lockpick.study.run;

/**
 * A run that a living process is computing.
 *
 * @param folder name that its folder will have
 * @param share of it that is done, 0 to 1, as its process said last; 0 before it said anything
 * @param seconds that it had taken by then
 */
public record RunningRun(String folder, double share, double seconds) {}
