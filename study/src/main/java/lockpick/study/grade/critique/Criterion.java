package lockpick.study.grade.critique;

/** What makes a threshold a good one. */
public enum Criterion {
    /** Mean of the shares of correct and of incorrect critiques that are told right. */
    BALANCED_ACCURACY,
    /** Harmonic mean of precision and recall of "correct". */
    F1;

    /**
     * From 0 to 1.
     *
     * @param hits correct ones found correct
     * @param alarms incorrect ones found correct
     */
    double score(int hits, int alarms, int correct, int incorrect) {
        return switch (this) {
            case BALANCED_ACCURACY -> ((double) hits / correct + (double) (incorrect - alarms) / incorrect) / 2;
            case F1 -> 2.0 * hits / (hits + alarms + correct);
        };
    }
}
