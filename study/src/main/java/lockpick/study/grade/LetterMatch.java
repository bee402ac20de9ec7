package lockpick.study.grade;

import java.util.List;

/**
 * Grades answers to multiple-choice questions by the letter they give; {@link AnswerLetter} says how it is found. A
 * completion without a letter is wrong; one that gives several is undecided.
 */
public final class LetterMatch implements Grader {

    private final AnswerLetter letter;

    /** @param options how many there are, from A on; between 2 and 26 */
    public LetterMatch(int options) {
        this.letter = new AnswerLetter(options);
    }

    /** @param reference the right letter, or a text that answers with it, such as {@code (D) Alina} */
    @Override
    public Grade grade(String completion, String reference) {
        List<String> expected = letter.in(reference);
        if (expected.size() != 1) {
            return Grade.undecided("the reference gives no one letter");
        }
        List<String> given = letter.in(completion);
        if (given.equals(expected)) {
            return Grade.correct("answers " + given.getFirst());
        }
        return switch (given.size()) {
            case 0 -> Grade.incorrect("no letter; expected " + expected.getFirst());
            case 1 -> Grade.incorrect("answers " + given.getFirst() + "; expected " + expected.getFirst());
            default -> Grade.undecided("answers " + String.join(" and ", given));
        };
    }
}
