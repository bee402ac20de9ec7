package lockpick.study.grade.critique;

/** Critiques cannot be graded with an embedder for which no threshold is known. The message is for the user as it stands. */
public final class ThresholdMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ThresholdMissingException(String embedder) {
        super("no threshold is known for the embedder " + embedder + "; label some 50 critiques as JSON Lines of"
                + " {\"text\": …, \"reference\": …, \"correct\": true or false}, fit one on them with lockpick threshold"
                + " (docs/tasks/critique-grading.md), and give it in the study");
    }
}
