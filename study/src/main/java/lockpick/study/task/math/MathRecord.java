package lockpick.study.task.math;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;

/**
 * A competition problem.
 *
 * @param id {@code test/algebra/12} as in the original folders; with a content hash where the file gives no number
 * @param level 1 to 5; empty for {@code Level ?}
 * @param solution ends in one or several {@code \boxed{…}}; the last holds the answer
 * @param givenAnswer the answer as some copies give it apart
 */
public record MathRecord(
        String id,
        Part part,
        MathSubject subject,
        OptionalInt level,
        String problem,
        String solution,
        Optional<String> givenAnswer,
        Source source)
        implements DataRecord {

    @Override
    public List<String> content() {
        return List.of(problem);
    }

    /** The level, as {@code 4}. */
    @Override
    public Optional<String> difficulty() {
        return level.isPresent() ? Optional.of(Integer.toString(level.getAsInt())) : Optional.empty();
    }

    /** By {@code category} and by {@code level}, where the easiest two are one domain, {@code 1-2} (E.3). */
    @Override
    public Map<String, String> domains() {
        Map<String, String> domains = new HashMap<>();
        domains.put("category", subject.category());
        difficulty().ifPresent(it -> domains.put("level", it.equals("1") || it.equals("2") ? "1-2" : it));
        return domains;
    }
}
