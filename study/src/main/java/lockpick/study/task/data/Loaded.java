package lockpick.study.task.data;

import java.util.List;

/** What was read; each record of the files is in one of the lists. */
public record Loaded<R>(List<R> records, List<Refusal> refusals) {

    public Loaded {
        records = List.copyOf(records);
        refusals = List.copyOf(refusals);
    }
}
