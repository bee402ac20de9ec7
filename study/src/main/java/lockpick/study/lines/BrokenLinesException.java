package lockpick.study.lines;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of a file cannot be used. The message names each, and is for the user as it stands. */
public final class BrokenLinesException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int MOST_SHOWN = 10;

    BrokenLinesException(Path file, List<String> problems) {
        super(file + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                + problems.stream()
                        .limit(MOST_SHOWN)
                        .map(problem -> "\n  " + problem)
                        .collect(Collectors.joining())
                + (problems.size() > MOST_SHOWN ? "\n  …" : ""));
    }
}
