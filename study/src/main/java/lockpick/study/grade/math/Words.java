package lockpick.study.grade.math;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers in words: days, choices of a multiple-choice question, times of day. */
final class Words {

    private static final Pattern MACRO =
            Pattern.compile("\\\\(?:text(?:bf|it|rm|normal)?|mbox|mathrm|hbox)\\s*+\\{([^{}\\\\$]*+)\\}");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd} .,:()'’/-]*+");
    private static final Pattern HAS_WORD = Pattern.compile("\\p{L}{4}|\\b[ap]\\.?m\\b");
    private static final Pattern CHOICE = Pattern.compile("\\(?([a-z])\\)?\\.?");
    private static final Pattern DOT = Pattern.compile("\\.(?!\\d)");
    private static final Pattern BLANK = Pattern.compile("(?<!\\d) +| +(?!\\d)");

    private Words() {}

    /** The words of an answer in small letters without blanks and full stops, or nothing if it has notation in it. */
    static Optional<String> of(String answer) {
        String plain = MACRO.matcher(answer.replace("$", " ")).replaceAll("$1").strip();
        if (plain.isEmpty() || !PLAIN.matcher(plain).matches()) {
            return Optional.empty();
        }
        String text = plain.toLowerCase(Locale.ROOT);
        var choice = CHOICE.matcher(text);
        if (choice.matches()) {
            return Optional.of(choice.group(1));
        }
        return Optional.of(BLANK.matcher(DOT.matcher(text).replaceAll("")).replaceAll(""));
    }

    /** Whether an answer says something in words rather than in letters that are variables. */
    static boolean says(String answer) {
        return answer.contains("\\text")
                || answer.contains("\\mbox")
                || HAS_WORD.matcher(answer.toLowerCase(Locale.ROOT)).find();
    }
}
