package lockpick.study.task.twin;

import lockpick.engine.tensor.Seed;
import lockpick.study.task.data.DataRecord;

/**
 * A problem of a twin, with what two policies made by program write.
 *
 * @param number its place in the twin
 * @param strong the reference completion
 * @param weak a completion with a mistake that is typical of this task
 */
public record TwinProblem<R extends DataRecord>(long number, R record, String strong, Mistake weak) {

    /** Makes the completions of a weak policy. */
    @FunctionalInterface
    public interface Mistake {

        /** A completion; the same one for the same seed, mostly another one for another. */
        String completion(Seed seed);
    }
}
