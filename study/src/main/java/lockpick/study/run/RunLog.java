package lockpick.study.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.study.pipeline.Sample;
import lockpick.study.train.Journal;

/**
 * Where a run reports while it is computed. What is logged is part of the result and must be the same bits each time:
 * no clock, path or host. Only {@link #progress} and {@link #planned} are for the eye.
 */
public interface RunLog {

    /** Adds a line on training to {@code metrics.jsonl}. */
    void train(TrainMetric metric) throws IOException;

    /** Adds a line on which tokens are trained on. */
    void tokens(TokensMetric metric) throws IOException;

    /** Adds a line on a round's completions. */
    void round(RoundMetric metric) throws IOException;

    /**
     * Adds an evaluation to {@code metrics.jsonl} and its completions to {@code completions.jsonl.gz}.
     *
     * @param graded every completion of the evaluation, in problem order; at least one
     */
    void evaluation(Evaluation evaluation, List<CompletionRow> graded) throws IOException;

    /** Adds a line on how far a locked policy is from another. */
    void distance(DistanceMetric metric) throws IOException;

    /** Keeps what a policy drew, in the order of the problems. */
    void samples(List<Sample> samples) throws IOException;

    /** The completions of an evaluation that was made before the run was killed, if it goes on from behind it. */
    Optional<List<CompletionRow>> evaluated(Evaluation evaluation) throws IOException;

    /** Where training is kept while it lasts, so that the run goes on if it is killed. */
    Journal journal();

    /** Where another training of the run is kept, by a name of its own. */
    Journal journal(String training);

    /** Says what training will take of memory. */
    void planned(String memory);

    /**
     * Says how far the run is; call it as often as you like.
     *
     * @param done work done, in any unit, evaluations included
     * @param total the whole run in the same unit, greater than 0
     */
    void progress(long done, long total);
}
