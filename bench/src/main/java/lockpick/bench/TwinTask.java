package lockpick.bench;

import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.BoxedAnswer;
import lockpick.study.grade.math.HendrycksNormalForm;
import lockpick.study.task.Split;
import lockpick.study.task.data.Shares;
import lockpick.study.task.math.MathData;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.critique.WordCosine;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;

/** The twins by name. */
enum TwinTask {
    MATH(80) {
        @Override
        TwinProblems problems(Seed seed, Split split) {
            return TwinProblems.of(
                    new MathTwin(seed),
                    MathData.SPLITS,
                    split,
                    (problem, completion) -> math(completion, problem.strong()));
        }
    },
    /** Graded by the text of the program: another program that is right as well counts as wrong. */
    CODE(100) {
        @Override
        TwinProblems problems(Seed seed, Split split) {
            return TwinProblems.of(
                    new CodeTwin(seed), Shares.PAPER, split, (problem, completion) -> same(completion, problem.strong()));
        }
    },
    CRITIQUE(40) {
        @Override
        TwinProblems problems(Seed seed, Split split) {
            CritiqueTwin twin = new CritiqueTwin(seed);
            WordCosine cosine = twin.similarity();
            return TwinProblems.of(
                    twin, Shares.PAPER, split, (problem, completion) -> cosine.grade(completion, problem.strong()));
        }
    },
    MMLU(4) {
        @Override
        TwinProblems problems(Seed seed, Split split) {
            return TwinProblems.of(
                    new MmluTwin(seed), Mmlu.SPLITS, split, (problem, completion) -> same(completion, problem.strong()));
        }
    };

    private final int maxNewTokens;

    TwinTask(int maxNewTokens) {
        this.maxNewTokens = maxNewTokens;
    }

    abstract TwinProblems problems(Seed seed, Split split);

    int maxNewTokens() {
        return maxNewTokens;
    }

    private static Grade same(String completion, String reference) {
        return completion.strip().equals(reference) ? Grade.correct("the same text") : Grade.incorrect("another text");
    }

    private static Grade math(String completion, String reference) {
        return switch (BoxedAnswer.last(completion)) {
            case BoxedAnswer.Missing missing -> Grade.incorrect(missing.reason());
            case BoxedAnswer.Found given ->
                HendrycksNormalForm.grade(
                        given.answer(), ((BoxedAnswer.Found) BoxedAnswer.last(reference)).answer());
        };
    }
}
