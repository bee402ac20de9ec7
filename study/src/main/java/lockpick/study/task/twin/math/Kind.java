package lockpick.study.task.twin.math;

import lockpick.study.task.math.MathSubject;

/**
 * A kind of problem.
 *
 * @param steps how many sums its solution takes
 * @param goesOn whether more sums can follow, which they cannot behind a fraction or a root
 * @param maker makes one
 */
record Kind(MathSubject subject, int steps, boolean goesOn, Maker maker) {

    /** Draws all numbers before the first sum, so that a mistake changes no number of the problem. */
    @FunctionalInterface
    interface Maker {
        Question make(Draw draw, Sums sums);
    }

    /** A problem that has been worked out. */
    record Question(Words words, Answer answer) {

        static Question whole(Words words, int answer) {
            return new Question(words, new Answer.Whole(answer));
        }
    }
}
