package lockpick.study.task;

import java.io.IOException;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.task.data.Shares;
import lockpick.study.task.generic.GenericData;
import lockpick.study.task.generic.OwnForm;
import lockpick.study.task.gsm8k.Gsm8k;
import lockpick.study.task.gsm8k.Gsm8kForm;
import lockpick.study.task.math.MathData;
import lockpick.study.task.math.MathForm;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluForm;

/** Makes tasks of their settings. */
public final class Tasks {

    private Tasks() {}

    /**
     * A task.
     *
     * @param seed decides the world of a task that has one; the problems of files are the same for every seed
     * @throws IOException if its files are not there or cannot be read
     */
    public static Task of(TaskConfig config, Seed seed) throws IOException {
        return switch (config) {
            case CompositionConfig composition -> CompositionTask.of(composition, seed);
            case DataTaskConfig data -> of(data);
        };
    }

    /** A task whose problems are read from files. What cannot be read as a problem is left out. */
    public static DataTask<?> of(DataTaskConfig config) throws IOException {
        return parts(config).read(config.data().file()).task();
    }

    /** What a task of files is made of. */
    public static TaskParts<?> parts(DataTaskConfig config) {
        return switch (config) {
            case MathConfig math -> new TaskParts<>(new MathData(), MathData.SPLITS, new MathForm(math.metric()));
            case Gsm8kConfig gsm8k -> new TaskParts<>(new Gsm8k(), Shares.PAPER, new Gsm8kForm());
            case OwnTaskConfig own ->
                new TaskParts<>(
                        new GenericData(own.columns()),
                        Shares.PAPER,
                        new OwnForm(
                                own.prompt(),
                                own.system(),
                                own.grading().answering(own.maxNewTokens()),
                                own.grading().grader()));
            case MmluConfig mmlu -> new TaskParts<>(new Mmlu(), Mmlu.SPLITS, new MmluForm(mmlu.namesCategory()));
        };
    }
}
