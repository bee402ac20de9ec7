package lockpick.study.grade;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The option that a text answers with, found strictly: by the first of these rules that finds anything.
 *
 * <ol>
 *   <li>The text, or what it puts into a box, is the letter and nothing else but punctuation: {@code B}, {@code (b)}.
 *   <li>It says which the answer is: {@code the answer is surely B}; the last such place counts.
 *   <li>It begins with the letter, set apart: {@code B. Paris}, {@code B Paris}, {@code (B) Paris}, {@code B because}.
 *   <li>It ends by saying which it is: {@code so I think it's B}.
 * </ol>
 *
 * An {@code A} or {@code I} in front of a small word is no letter, and neither is one after a "not". Several letters side
 * by side ({@code A or B}) are several.
 */
final class AnswerLetter {

    private static final String NOT = "(?i:\\b(?:not|never|isn't|can't be|cannot be)\\s+(?:\\w+\\s+)?)";
    private static final String OPEN = "[\\s(\\[*$\"':=]*"; // what may stand in front of a letter
    private static final String SAYS =
            "\\bit(?:['’]s| is| must be| has to be)|\\bchoose|\\bpick|\\bselect|\\bgo with|\\boption|\\bchoice";
    private static final Pattern SINGLE = Pattern.compile("(?<!\\w)\\w(?!\\w)");

    private final List<Pattern> rules;

    /** @param options how many there are, from A on; between 2 and 26 */
    AnswerLetter(int options) {
        if (options < 2 || options > 26) {
            throw new IllegalArgumentException("options is " + options + "; expected between 2 and 26");
        }
        char last = (char) ('A' + options - 1);
        String capital = "[A-" + last + "]";
        String either = "[A-" + last + "a-" + Character.toLowerCase(last) + "]";
        String more = "(?:\\)?\\s*(?:,|/|\\bor\\b|\\band\\b)\\s*\\(?" + capital + "(?!['’\\w.)])){0,25}";
        // neither part of a word, nor an article or pronoun
        String apart = "(?!['’\\w])(?!(?<=[AI])\\s+(?!or\\b|and\\b|because\\b|since\\b)[a-z])";
        String set = "(?=\\s*(?:[.):,*\\]\\n-]|$)|\\s+(?:[^a-z\\s]|because\\b|since\\b))";
        String letters = "(?<!\\w)(?<letters>" + capital + apart + more + ")";
        rules = List.of(
                Pattern.compile("^[\\W_]*(?<letters>" + either + ")[\\W_]*$"),
                Pattern.compile(
                        "\\\\boxed\\{(?:\\\\(?:text|mathrm|textbf)\\{)?\\s*\\(?(?<letters>" + either + ")\\)?\\s*\\}"),
                Pattern.compile("(?i:\\banswer(?:\\s+(?:is|must be|should be|has to be)|:|\\s*=))(?:(?!" + NOT
                        + ")[^.;!?\\n]){0,40}?" + OPEN + letters),
                Pattern.compile("^[\\s(\\[*]*" + letters + set),
                Pattern.compile("(?i:" + SAYS + ")" + OPEN + letters + "[\\W_]*$"));
    }

    /** The letters it answers with, as capitals: one, none if it gives no answer, several if it does not decide. */
    List<String> in(String text) {
        for (Pattern rule : rules) {
            Optional<List<String>> found = last(rule.matcher(text));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return List.of();
    }

    private static Optional<List<String>> last(Matcher matcher) {
        Optional<List<String>> last = Optional.empty();
        while (matcher.find()) {
            TreeSet<String> letters = new TreeSet<>();
            Matcher single = SINGLE.matcher(matcher.group("letters"));
            while (single.find()) {
                letters.add(single.group().toUpperCase(Locale.ROOT));
            }
            last = Optional.of(List.copyOf(letters));
        }
        return last;
    }
}
