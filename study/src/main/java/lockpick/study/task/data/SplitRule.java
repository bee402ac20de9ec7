package lockpick.study.task.data;

import java.util.Optional;
import lockpick.study.task.Split;

/** Says where a record goes, by its content alone: no seed, no file and no other record moves it. */
public interface SplitRule<R extends DataRecord> {

    /** The record's split; empty for one that no split takes, such as an example to show in prompts. */
    Optional<Split> split(R record);
}
