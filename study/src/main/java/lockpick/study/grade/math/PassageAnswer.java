package lockpick.study.grade.math;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answer in a passage that may have no box: the last boxes, or what stands after a later "answer is"; else the
 * whole passage if it is an answer itself; else its last formula or number. Boxes that follow each other with no more
 * than "and" or a comma between are one answer of several values. This is our own reading, kinder than
 * {@link BoxedAnswer}, which is the paper's.
 */
public sealed interface PassageAnswer {

    /** What was taken for the answer. */
    record Found(String answer) implements PassageAnswer {}

    /** Nothing to take for an answer. */
    record Missing(String reason) implements PassageAnswer {}

    /** Finds the answer of a passage; only the end of a long one is searched for formulas. */
    static PassageAnswer in(String passage) {
        return new Search(passage).answer();
    }

    /** One search. */
    final class Search {

        private static final int LONGEST_WHOLE_ANSWER = 200;
        private static final int LONGEST_SEARCHED_END = 5_000;
        private static final Pattern BETWEEN_BOXES =
                Pattern.compile("(?:\\s|\\$|\\\\[()\\[\\]]|\\\\q?quad|,|\\\\,|[A-Za-z](?:_\\{?\\w{1,4}\\}?)?\\s*=)*+"
                        + "(?:(?:\\\\text\\s*\\{\\s*(?:and|or)\\s*\\}|and|or)"
                        + "(?:\\s|\\$|\\\\[()\\[\\]]|\\\\q?quad|,|\\\\,|[A-Za-z](?:_\\{?\\w{1,4}\\}?)?\\s*=)*+)?");
        private static final Pattern FORMULA = Pattern.compile(
                "\\$\\$(.+?)\\$\\$|\\\\\\[(.+?)\\\\\\]|\\\\\\(([^\\n]+?)\\\\\\)|\\$((?:[^$\\n\\\\]|\\\\[^\\n])++)\\$",
                Pattern.DOTALL);
        private static final Pattern NUMBER =
                Pattern.compile("(?<![\\w.,/])-?\\d[\\d,]*+(?:\\.\\d++)?(?:/\\d++)?(?:\\s?[%€°])?+(?=m²|[^\\w/]|$)");
        private static final Pattern ANSWER_IS = Pattern.compile("answer is|answer:", Pattern.CASE_INSENSITIVE);
        private static final Pattern DELIMITER = Pattern.compile("^(?:\\$++|\\\\[(\\[])|(?:\\$++|\\\\[)\\]])$");
        private static final Pattern WORD_BETWEEN = Pattern.compile("\\s*+,?\\s*+(?:and|or)\\s*+");
        private static final Pattern HAS_NOTATION = Pattern.compile("[\\d=<>+*^\\\\$]");
        private static final Pattern MEANS_SOMETHING = Pattern.compile("\\d|[=<>]|\\\\(?:le|ge|neq|pi|infty)");

        private final String passage;

        private Search(String passage) {
            this.passage = passage;
        }

        private PassageAnswer answer() {
            int box = passage.lastIndexOf("\\boxed");
            int said = lastAnswerIs();
            if (box >= 0 && box > said) {
                return boxes();
            }
            if (said >= 0) {
                String tail = passage.substring(said);
                PassageAnswer found = lastFormulaOrNumber(tail);
                return found instanceof Missing && box >= 0 ? boxes() : found;
            }
            return isAnswer(passage) ? new Found(passage.strip()) : lastFormulaOrNumber(passage);
        }

        private int lastAnswerIs() {
            int last = -1;
            Matcher matcher = ANSWER_IS.matcher(passage);
            while (matcher.find()) {
                last = matcher.end();
            }
            return last;
        }

        private PassageAnswer boxes() {
            List<int[]> boxes = new ArrayList<>();
            for (int at = passage.indexOf("\\boxed{"); at >= 0; at = passage.indexOf("\\boxed{", at + 1)) {
                int open = at + "\\boxed".length();
                int end = BoxedAnswer.closingBrace(passage, open);
                if (end < 0) {
                    break;
                }
                boxes.add(new int[] {at, open + 1, end});
                at = end;
            }
            if (boxes.isEmpty()) {
                return BoxedAnswer.last(passage) instanceof BoxedAnswer.Found(String answer)
                        ? new Found(answer)
                        : new Missing("the last box cannot be read");
            }
            Set<String> answers = new LinkedHashSet<>();
            for (int i = boxes.size() - 1; i >= 0; i--) {
                int[] box = boxes.get(i);
                answers.add(passage.substring(box[1], box[2]).strip());
                boolean joined = i > 0
                        && BETWEEN_BOXES
                                .matcher(passage.substring(boxes.get(i - 1)[2] + 1, box[0]))
                                .matches();
                if (!joined) {
                    break;
                }
            }
            return new Found(String.join(" \\text{ and } ", new ArrayList<>(answers).reversed()));
        }

        private static boolean isAnswer(String text) {
            boolean sentence =
                    text.strip().contains(" ") && !HAS_NOTATION.matcher(text).find();
            if (sentence || text.length() > LONGEST_WHOLE_ANSWER) {
                return false;
            }
            try {
                return !(AnswerParser.parse(Lexer.tokens(text.strip(), true)) instanceof Answer.Phrase phrase)
                        || !phrase.words().contains(" ");
            } catch (Undecidable | ArithmeticException e) {
                return false;
            }
        }

        private static PassageAnswer lastFormulaOrNumber(String whole) {
            String text = whole.substring(Math.max(0, whole.length() - LONGEST_SEARCHED_END));
            String found = null;
            int end = -1;
            StringBuilder outside = new StringBuilder(text);
            Matcher formula = FORMULA.matcher(text);
            while (formula.find()) {
                for (int i = formula.start(); i < formula.end(); i++) {
                    outside.setCharAt(i, ' ');
                }
                String content =
                        DELIMITER.matcher(formula.group()).replaceAll("").strip();
                if (!MEANS_SOMETHING.matcher(content).find()) {
                    continue;
                }
                boolean joined = found != null
                        && WORD_BETWEEN
                                .matcher(text.substring(end, formula.start()))
                                .matches();
                found = joined ? found + " \\text{ and } " + content : content;
                end = formula.end();
            }
            if ((found == null && outside.indexOf("$") >= 0) || outside.indexOf("\\(") >= 0) {
                return new Missing("a formula is not closed on its line");
            }
            Matcher number = NUMBER.matcher(outside);
            while (number.find()) {
                found = number.start() > end ? number.group() : found;
            }
            return found == null ? new Missing("no box, formula or number") : new Found(found);
        }
    }
}
