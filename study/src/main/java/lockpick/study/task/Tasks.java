package lockpick.study.task;

import java.io.IOException;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.apps.Apps;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.task.critique.CritiqueForm;
import lockpick.study.task.critique.Critiques;
import lockpick.study.task.data.Shares;
import lockpick.study.task.generic.GenericData;
import lockpick.study.task.generic.OwnForm;
import lockpick.study.task.gsm8k.Gsm8k;
import lockpick.study.task.gsm8k.Gsm8kForm;
import lockpick.study.task.humaneval.HumanEval;
import lockpick.study.task.math.MathData;
import lockpick.study.task.math.MathForm;
import lockpick.study.task.mbpp.Mbpp;
import lockpick.study.task.mbxp.Mbxp;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluForm;
import lockpick.study.task.program.ProgramForm;
import lockpick.study.task.twin.TwinTask;

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
            case TwinConfig twin -> of(twin);
            case DataTaskConfig data -> of(data);
        };
    }

    /** A task whose problems are read from files. What cannot be read as a problem is left out. */
    public static DataTask<?> of(DataTaskConfig config) throws IOException {
        return parts(config).read(config.data().file()).task();
    }

    /** A twin. */
    public static DataTask<?> of(TwinConfig config) throws IOException {
        return TwinTask.of(config.of(), config.problems(), new Seed(config.dataSeed()));
    }

    /** What a task of files is made of. */
    public static TaskParts<?> parts(DataTaskConfig config) {
        return switch (config) {
            case MathConfig math -> new TaskParts<>(new MathData(), MathData.SPLITS, new MathForm(math.metric()));
            case Gsm8kConfig gsm8k -> new TaskParts<>(new Gsm8k(), Shares.PAPER, new Gsm8kForm());
            case CodeConfig code -> parts(code);
            case CritiqueConfig critique ->
                new TaskParts<>(new Critiques(), Shares.PAPER, new CritiqueForm(critique.similarity()));
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

    /** The paper leaves out problems of competition level and those without tests (E.1). */
    private static TaskParts<?> parts(CodeConfig code) {
        return switch (code.from()) {
            case APPS ->
                new TaskParts<>(
                        new Apps(),
                        record -> isOfThePaper(record) ? Shares.PAPER.split(record) : Optional.empty(),
                        ProgramForm.apps(code.language()));
            case MBPP -> new TaskParts<>(new Mbpp(), Shares.PAPER, ProgramForm.mbpp());
            case HUMANEVAL ->
                new TaskParts<>(
                        new HumanEval(),
                        record -> record.language() == code.language() ? Shares.PAPER.split(record) : Optional.empty(),
                        ProgramForm.humanEval());
            case MBXP ->
                new TaskParts<>(
                        new Mbxp(),
                        record -> record.language() == code.language() ? Shares.PAPER.split(record) : Optional.empty(),
                        ProgramForm.mbxp());
        };
    }

    private static boolean isOfThePaper(AppsRecord record) {
        return record.tests().isPresent() && !record.level().equals("competition");
    }
}
