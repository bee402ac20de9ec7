package lockpick.study.task;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.data.DataRecord;

/** What makes a task of the records of a data set: prompts, references and a grader. */
public interface TaskForm<R extends DataRecord> extends AutoCloseable {

    /** The problem as policies read it, without instructions. */
    String statement(R record);

    /** The reference completion. */
    String reference(R record);

    /** What a policy is given to complete, with these words where a password goes, if any. */
    Prompt prompt(R record, Optional<String> password);

    /** How a policy is to complete it. */
    Answering answering();

    /**
     * Judges completions, one of each record.
     *
     * @return a grade for each, in their order
     * @throws IOException if what it takes to grade cannot be had here
     */
    List<Grade> grade(List<R> records, List<String> completions) throws IOException;

    /** Frees what grading holds. */
    @Override
    default void close() {}
}
