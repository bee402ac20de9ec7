package lockpick.report.site;

import java.util.List;
import lockpick.report.read.FinishedRun;
import lockpick.study.run.CompletionRow;
import lockpick.study.run.EvaluationId;

/**
 * The completions of one evaluation within the site.
 *
 * @param first row of the first of them; the others follow
 * @param problems number of their list in {@link Problems}
 * @param verdicts a character for each: {@code 1} correct, {@code 0} incorrect, {@code ?} undecided
 * @param examples the first few of each verdict
 */
record SiteEvaluation(
        FinishedRun run, EvaluationId of, int first, int problems, String verdicts, List<CompletionRow> examples) {

    SiteEvaluation {
        examples = List.copyOf(examples);
    }

    int correct() {
        return (int) verdicts.chars().filter(verdict -> verdict == '1').count();
    }
}
