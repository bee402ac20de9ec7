package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What people should know of a kind of task.
 *
 * @param summary one line
 * @param text the rest: which files, how it asks, how it grades, examples of commands
 */
record TaskDescription(String summary, String text) {

    /** That of a kind; the text stands in {@code task/<kind>.txt} among the resources. */
    static TaskDescription of(String kind) {
        try (InputStream in = TaskDescription.class.getResourceAsStream("task/" + kind + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the task " + kind + " is not described");
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int first = all.indexOf('\n');
            return new TaskDescription(
                    all.substring(0, first), all.substring(first + 1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
