package lockpick.study.task;

import java.util.List;
import java.util.stream.IntStream;
import lockpick.study.grade.Grade;
import lockpick.study.task.data.DataRecord;

/** A form whose grades need no more than the reference completion. */
public interface AnswerForm<R extends DataRecord> extends TaskForm<R> {

    /** Judges a completion by the reference completion of its problem. */
    Grade grade(String completion, String reference);

    @Override
    default List<Grade> grade(List<R> records, List<String> completions) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> grade(completions.get(i), reference(records.get(i))))
                .toList();
    }
}
