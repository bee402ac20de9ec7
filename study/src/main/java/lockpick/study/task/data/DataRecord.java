package lockpick.study.task.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One problem as its data set gives it, not a character changed. */
public interface DataRecord {

    /** Names the problem for ever, whatever file it was read from: {@code test/algebra/12}. */
    String id();

    /** The texts that make it this problem and no other; an equal list is the same problem. */
    List<String> content();

    /** How hard it is, in the data set's own words. */
    default Optional<String> difficulty() {
        return Optional.empty();
    }

    /** The domain it belongs to, for each way of grouping the problems: {@code category} → {@code algebra}. */
    default Map<String, String> domains() {
        return Map.of();
    }

    Source source();
}
