package lockpick.study.endpoint;

import java.util.List;

/** What came of a request: as many completions as were asked for. */
public record Answer(List<Written> completions) {

    public Answer {
        completions = List.copyOf(completions);
    }

    /** The text of the first completion. */
    public String text() {
        return completions.getFirst().text();
    }
}
