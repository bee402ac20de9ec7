package lockpick.bench;

import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.BoxedAnswer;
import lockpick.study.grade.math.HendrycksNormalForm;
import lockpick.study.task.Split;
import lockpick.study.task.math.MathData;
import lockpick.study.task.twin.math.MathTwin;

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
    };

    private final int maxNewTokens;

    TwinTask(int maxNewTokens) {
        this.maxNewTokens = maxNewTokens;
    }

    abstract TwinProblems problems(Seed seed, Split split);

    int maxNewTokens() {
        return maxNewTokens;
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
