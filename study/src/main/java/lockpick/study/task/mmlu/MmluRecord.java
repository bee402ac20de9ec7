package lockpick.study.task.mmlu;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Source;

/**
 * A multiple-choice question.
 *
 * @param subject one of the 57, as {@code high_school_physics}
 * @param choices four, in the order of the letters; two may be equal
 * @param answer the right one, 0 to 3
 */
public record MmluRecord(
        Part part,
        String subject,
        MmluCategory category,
        String question,
        List<String> choices,
        int answer,
        Source source)
        implements DataRecord {

    static final int CHOICES = 4;

    public MmluRecord {
        choices = List.copyOf(choices);
        if (choices.size() != CHOICES) {
            throw new RefusedException("has " + choices.size() + " choices; expected " + CHOICES);
        }
        if (answer < 0 || answer >= CHOICES) {
            throw new RefusedException("the answer is " + answer + "; expected 0 to 3");
        }
    }

    /** The letter of the right choice, A to D. */
    public char letter() {
        return (char) ('A' + answer);
    }

    /** The data set has no ids: part, subject and content hash. */
    @Override
    public String id() {
        return part.word() + "/" + subject + "/" + ContentHash.of(content()).shortForm();
    }

    /** Question and choices: the paper's 15,439 are the different ones of test and validation. */
    @Override
    public List<String> content() {
        return Stream.concat(Stream.of(question), choices.stream()).toList();
    }

    /** By {@code category} (E.3) and by {@code subject}. */
    @Override
    public Map<String, String> domains() {
        return Map.of("category", category.word(), "subject", subject);
    }
}
