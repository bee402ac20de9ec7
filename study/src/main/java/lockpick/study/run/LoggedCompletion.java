package lockpick.study.run;

import java.io.IOException;

/**
 * A line of {@code completions.jsonl.gz}.
 *
 * @param of the evaluation it belongs to
 * @param row the graded completion
 */
public record LoggedCompletion(EvaluationId of, CompletionRow row) {

    /** Takes the completions of a run one after the other. */
    @FunctionalInterface
    public interface Sink {
        void take(LoggedCompletion completion) throws IOException;
    }
}
