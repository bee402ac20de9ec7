package lockpick.study.task.twin.math;

import lockpick.study.task.twin.math.Kind.Question;

/** Sums behind the problem proper, which make it as hard as wanted. */
final class Continuation {

    private Continuation() {}

    /** The same question with one more sum. */
    static Question of(Question question, Draw draw, Sums sums) {
        int result = ((Answer.Whole) question.answer()).value();
        int k = draw.digit();
        return switch (draw.number(0, 2)) {
            case 0 -> more(question, Words.of(" Then add %d.", " Luego suma %d.", k), sums.add(result, k));
            case 1 -> more(question, Words.of(" Then subtract %d.", " Luego resta %d.", k), sums.subtract(result, k));
            default -> more(question, Words.of(" Then double it.", " Luego duplica."), sums.times(result, 2));
        };
    }

    private static Question more(Question question, Words words, int result) {
        return Question.whole(question.words().then(words), result);
    }
}
