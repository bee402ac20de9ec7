package lockpick.study.task.apps;

import java.util.List;
import java.util.Optional;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Source;

/**
 * A programming problem.
 *
 * @param id part and number, as {@code train/0042}
 * @param solutions in Python; none is certain to pass, since tests may demand one of several right outputs
 * @param tests empty for problems that have none; the paper leaves them out
 * @param level {@code introductory}, {@code interview} or {@code competition}; the paper leaves the last out
 * @param starterCode what a program for a tested function begins with
 */
public record AppsRecord(
        String id,
        String question,
        List<String> solutions,
        Optional<AppsTests> tests,
        String level,
        Optional<String> url,
        Optional<String> starterCode,
        Source source)
        implements DataRecord {

    public AppsRecord {
        solutions = List.copyOf(solutions);
    }

    @Override
    public List<String> content() {
        return List.of(question);
    }

    @Override
    public Optional<String> difficulty() {
        return Optional.of(level);
    }
}
