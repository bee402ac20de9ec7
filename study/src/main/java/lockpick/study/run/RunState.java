package lockpick.study.run;

/** What stands where a run's folder should be. */
public sealed interface RunState {

    /** Nothing. */
    record Missing() implements RunState {}

    /** A run that can be used. */
    record Finished(RunFolder folder) implements RunState {}

    /** Something that is not, or is no longer, a finished run. @param why in one sentence */
    record Damaged(String why) implements RunState {}
}
