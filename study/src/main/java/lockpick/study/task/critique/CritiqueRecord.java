package lockpick.study.task.critique;

import java.util.List;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Source;

/**
 * A wrong program and what is wrong with it.
 *
 * @param id number, as {@code critique/42}
 * @param problem what the program is to do
 * @param program a program in C++ that does not do it
 * @param explanation the reference, one sentence
 */
public record CritiqueRecord(String id, String problem, String program, String explanation, Source source)
        implements DataRecord {

    /** The problem alone: it has one program and one explanation, and a code problem goes to the split of its critique. */
    @Override
    public List<String> content() {
        return List.of(problem);
    }
}
