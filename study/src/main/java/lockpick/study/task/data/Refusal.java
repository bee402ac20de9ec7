package lockpick.study.task.data;

/**
 * A record that was not taken.
 *
 * @param reason what was found, and what was expected
 */
public record Refusal(Source source, String reason) {

    /** Place and reason, as {@code test.jsonl:12: no "answer"; the record has id, question}. */
    @Override
    public String toString() {
        String text = source + ": " + reason;
        return text.replaceAll("\\p{Cntrl}", "?"); // what a file holds must not steer a terminal
    }
}
