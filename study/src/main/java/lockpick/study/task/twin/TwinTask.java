package lockpick.study.task.twin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.task.DataTask;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Shares;
import lockpick.study.task.data.SplitRecords;
import lockpick.study.task.data.SplitRule;
import lockpick.study.task.math.MathData;
import lockpick.study.task.math.MathForm;
import lockpick.study.task.math.MathForm.Metric;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluForm;
import lockpick.study.task.program.ProgramCandidates;
import lockpick.study.task.program.ProgramGrading;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.critique.WordCosine;
import lockpick.study.task.twin.math.AsciiMathAnswer;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.math.SpanishMathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;
import lockpick.study.task.twin.token.TwinTokenizer;

/** Twins as tasks: split and graded as the real ones, with a weak policy and a tokenizer of their own. */
public final class TwinTask {

    private static final Answering.Written WORKED = new Answering.Written(80);
    private static final Answering.Written PROGRAM = new Answering.Written(110);
    private static final Answering.Written SENTENCE = new Answering.Written(40);

    private TwinTask() {}

    /**
     * The task of a twin.
     *
     * @param problems how many different ones, all splits together
     * @throws IOException if the tokenizer cannot be unpacked
     */
    public static DataTask<?> of(TwinName name, int problems, Seed seed) throws IOException {
        Runnable nothing = () -> {};
        return switch (name) {
            case MATH -> {
                BiFunction<String, String, Grade> grader = new MathForm(Metric.HENDRYCKS)::grade;
                yield of(new MathTwin(seed), problems, MathData.SPLITS, WORKED, byReference(grader), nothing);
            }
            case MATH_SPANISH -> {
                BiFunction<String, String, Grade> grader = new AsciiMathAnswer()::grade;
                yield of(
                        new SpanishMathTwin(seed),
                        problems,
                        SpanishMathTwin.SPLITS,
                        WORKED,
                        byReference(grader),
                        nothing);
            }
            case MMLU -> {
                MmluForm form = new MmluForm(true);
                yield of(
                        new MmluTwin(seed), problems, Mmlu.SPLITS, form.answering(), byReference(form::grade), nothing);
            }
            case CRITIQUE -> {
                CritiqueTwin twin = new CritiqueTwin(seed);
                WordCosine cosine = twin.similarity();
                yield of(twin, problems, Shares.PAPER, SENTENCE, byReference(cosine::grade), nothing);
            }
            case CODE -> {
                var grading = new ProgramGrading<AppsRecord>(
                        (record, completion) -> ProgramCandidates.apps(record, ProgramLanguage.CPP, completion));
                yield of(new CodeTwin(seed), problems, Shares.PAPER, PROGRAM, strong -> grading::grade, grading::close);
            }
        };
    }

    /** Makes a judge when the reference completions are known. */
    private interface Judging<R> {

        TwinForm.Judge<R> with(Map<String, String> strongById);
    }

    private static <R extends DataRecord> Judging<R> byReference(BiFunction<String, String, Grade> grader) {
        return strong -> (records, completions) -> IntStream.range(0, records.size())
                .mapToObj(i -> grader.apply(
                        completions.get(i),
                        Objects.requireNonNull(strong.get(records.get(i).id()))))
                .toList();
    }

    private static <R extends DataRecord> DataTask<R> of(
            Twin<R> twin,
            int problems,
            SplitRule<? super R> splits,
            Answering answering,
            Judging<R> judging,
            Runnable close)
            throws IOException {
        Map<String, String> strong = new HashMap<>();
        Map<String, TwinProblem.Mistake> weak = new HashMap<>();
        List<R> records = twin.different()
                .limit(problems)
                .map(problem -> {
                    strong.put(problem.record().id(), problem.strong());
                    weak.put(problem.record().id(), problem.weak());
                    return problem.record();
                })
                .toList();
        TwinForm<R> form = new TwinForm<>(
                twin,
                record -> Objects.requireNonNull(strong.get(record.id())),
                answering,
                judging.with(strong),
                close);
        return new DataTask<>(
                form,
                SplitRecords.of(records, splits),
                (record, seed) -> Optional.of(
                        Objects.requireNonNull(weak.get(record.id())).completion(seed.stream(record.id()))),
                Optional.of(TwinTokenizer.load()));
    }
}
