package lockpick.bench;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.BoxedAnswer;
import lockpick.study.grade.math.HendrycksNormalForm;
import lockpick.study.prompt.Answering;
import lockpick.study.task.Split;
import lockpick.study.task.data.Shares;
import lockpick.study.task.math.MathData;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.critique.WordCosine;
import lockpick.study.task.twin.math.AsciiMathAnswer;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.math.OtherSetting;
import lockpick.study.task.twin.mmlu.MmluTwin;

/** The twins by name. */
enum TwinTask {
    MATH(80),
    /** MATH in its other setting. */
    MATH_SPANISH(80),
    /** Graded by the text of the program: another program that is right as well counts as wrong. */
    CODE(100),
    CRITIQUE(40),
    MMLU(4);

    private final int maxNewTokens;

    TwinTask(int maxNewTokens) {
        this.maxNewTokens = maxNewTokens;
    }

    /** The problems of a split. */
    TwinProblems problems(Seed seed, Split split) {
        return switch (this) {
            case MATH ->
                TwinProblems.of(
                        new MathTwin(seed),
                        MathData.SPLITS,
                        split,
                        (problem, completion) -> math(completion, problem.strong()));
            case MATH_SPANISH -> spanish(new MathTwin(seed), split);
            case CODE ->
                TwinProblems.of(
                        new CodeTwin(seed),
                        Shares.PAPER,
                        split,
                        (problem, completion) -> same(completion, problem.strong()));
            case CRITIQUE -> {
                CritiqueTwin twin = new CritiqueTwin(seed);
                WordCosine cosine = twin.similarity();
                yield TwinProblems.of(
                        twin, Shares.PAPER, split, (problem, completion) -> cosine.grade(completion, problem.strong()));
            }
            case MMLU ->
                TwinProblems.of(
                        new MmluTwin(seed),
                        Mmlu.SPLITS,
                        split,
                        (problem, completion) -> same(completion, problem.strong()));
        };
    }

    Answering answering() {
        return new Answering.Written(maxNewTokens);
    }

    /** {@code math-spanish}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static TwinProblems spanish(MathTwin twin, Split split) {
        AsciiMathAnswer grader = new AsciiMathAnswer();
        return new TwinProblems(number -> {
            if (!MathData.SPLITS.split(twin.problem(number).record()).equals(Optional.of(split))) {
                return Optional.empty();
            }
            OtherSetting other = twin.otherSetting(number);
            Map<String, String> domains = twin.problem(number).record().domains();
            return Optional.of(new TwinProblems.Item(
                    other.prompt(), other.strong(), domains, completion -> grader.grade(completion, other.strong())));
        });
    }

    private static Grade same(String completion, String reference) {
        return completion.strip().equals(reference) ? Grade.correct("the same text") : Grade.incorrect("another text");
    }

    private static Grade math(String completion, String reference) {
        return switch (BoxedAnswer.last(completion)) {
            case BoxedAnswer.Missing missing -> Grade.incorrect(missing.reason());
            case BoxedAnswer.Found given ->
                HendrycksNormalForm.grade(given.answer(), ((BoxedAnswer.Found) BoxedAnswer.last(reference)).answer());
        };
    }
}
