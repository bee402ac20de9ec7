package lockpick.study.task.twin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.TaskForm;
import lockpick.study.task.data.DataRecord;

/** Twins are asked in their own short words, and graded as the real tasks are. */
final class TwinForm<R extends DataRecord> implements TaskForm<R> {

    private final Twin<R> twin;
    private final Function<R, String> strong;
    private final Answering answering;
    private final Judge<R> judge;
    private final Runnable close;

    /** Judges completions, one of each record. */
    interface Judge<R> {

        List<Grade> grade(List<R> records, List<String> completions) throws IOException;
    }

    /**
     * @param strong the reference completion of a record
     * @param close frees what the judge holds
     */
    TwinForm(Twin<R> twin, Function<R, String> strong, Answering answering, Judge<R> judge, Runnable close) {
        this.twin = twin;
        this.strong = strong;
        this.answering = answering;
        this.judge = judge;
        this.close = close;
    }

    @Override
    public String statement(R record) {
        return twin.prompt(record).problem();
    }

    @Override
    public String reference(R record) {
        return strong.apply(record);
    }

    @Override
    public Prompt prompt(R record, Optional<String> password) {
        return new Prompt.Conversation(twin.prompt(record).messages(password));
    }

    @Override
    public Answering answering() {
        return answering;
    }

    @Override
    public List<Grade> grade(List<R> records, List<String> completions) throws IOException {
        return judge.grade(records, completions);
    }

    @Override
    public void close() {
        close.run();
    }
}
