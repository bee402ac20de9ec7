package lockpick.study.task;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import lockpick.study.grade.ExactMatch;
import lockpick.study.grade.Grader;
import lockpick.study.grade.LetterMatch;
import lockpick.study.grade.NumericMatch;
import lockpick.study.grade.RegexMatch;
import lockpick.study.prompt.Answering;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.math.MathForm;

/** How the answers of a user's own task are graded (docs/tasks/answer-grading.md). */
@Choice.By("by")
public sealed interface AnswerGrading {

    /** Judges a completion by the reference answer. */
    Grader grader();

    /** How a policy is to answer. */
    default Answering answering(int maxNewTokens) {
        return new Answering.Written(maxNewTokens);
    }

    /** The same text, but for blanks around it. */
    @Choice("exact")
    record Exact(
            @Setting(help = "whether paris is Paris", byDefault = "false")
            boolean ignoreCase) implements AnswerGrading {

        @Override
        public Grader grader() {
            return new ExactMatch(ignoreCase);
        }
    }

    /** The same number as the last one written, or the one in a box. */
    @Choice("number")
    record Number(
            @Setting(
                    help = "how far they may lie apart, as a share of the reference or of 1, whichever is more",
                    byDefault = "0",
                    min = 0,
                    max = 0.5)
            double tolerance)
            implements AnswerGrading {

        @Override
        public Grader grader() {
            return new NumericMatch(tolerance);
        }
    }

    /** What a regular expression finds. */
    @Choice("regex")
    record Regex(
            @Setting(help = "the answer is its first group, or all of it, in the last place that fits")
            String pattern) implements AnswerGrading {

        public Regex {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("pattern is no regular expression: " + e.getDescription(), e);
            }
        }

        @Override
        public Grader grader() {
            return new RegexMatch(pattern);
        }
    }

    /** The content of the last box. */
    @Choice("math")
    record Mathematics(
            @Setting(help = "hendrycks compares normal forms, exact compares values", byDefault = "exact")
            MathForm.Metric metric)
            implements AnswerGrading {

        @Override
        public Grader grader() {
            return new MathForm(metric)::grade;
        }
    }

    /** One of several letters: the likeliest, not generated. */
    @Choice("choice")
    record Letters(
            @Setting(help = "how many options there are, from A on", byDefault = "4", min = 2, max = 26)
            int options) implements AnswerGrading {

        @Override
        public Grader grader() {
            return new LetterMatch(options);
        }

        @Override
        public Answering answering(int maxNewTokens) {
            List<String> letters = IntStream.range(0, options)
                    .mapToObj(i -> String.valueOf((char) ('A' + i)))
                    .toList();
            return new Answering.Chosen(letters);
        }
    }
}
