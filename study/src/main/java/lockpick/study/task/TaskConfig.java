package lockpick.study.task;

import java.io.IOException;
import java.util.OptionalInt;
import lockpick.study.setting.Choice;
import lockpick.study.task.data.DataChangedException;

/** Which task a study is about, and its options. */
@Choice.By("kind")
public sealed interface TaskConfig permits CompositionConfig, TwinConfig, DataTaskConfig {

    /**
     * Name and number of the task's prompts and grader, as {@code math-1}: part of the key of every run of this task. A
     * change to how this task asks or grades takes the next number, and a new version of the numerics where runs of other
     * tasks have it beside their own.
     */
    String version();

    /** Problems of a split that each evaluation uses; all of them where it is empty. */
    OptionalInt evaluated(Split split);

    /** Whether grading runs the programs that policies write, which takes a sandbox. */
    default boolean runsPrograms() {
        return false;
    }

    /**
     * The same with everything filled in that depends on files.
     *
     * @throws DataChangedException if the files are not those that were meant
     */
    default TaskConfig identified() throws IOException {
        return this;
    }
}
