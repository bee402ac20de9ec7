package lockpick.study.execute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one worker has written to its log, for saying why it ended.
 *
 * @param from bytes that others wrote before it
 */
record WorkerLog(Path file, long from) {

    private static final int LONGEST = 300;

    /** The head of a stack trace or of one of its causes. */
    private static final Pattern THROWN = Pattern.compile(
            "^(?:Caused by: |Exception in thread \"[^\"]*\" )?(?:[\\w$]+\\.)+([\\w$]+(?:Error|Exception)(?:: .*)?)$");

    /** The log as it will be written from now on. */
    static WorkerLog fromNow(Path file) throws IOException {
        return new WorkerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** The deepest cause of the last stack trace, or else the last words; empty when there are none. */
    Optional<String> cause() {
        List<String> lines;
        try {
            lines = lines();
        } catch (IOException e) {
            return Optional.empty(); // the log itself is still there for the user to read
        }
        Optional<String> cause = Optional.empty();
        String last = "";
        for (String line : lines) {
            Matcher thrown = THROWN.matcher(line);
            if (thrown.matches()) {
                cause = Optional.of(thrown.group(1));
            }
            last = line.isBlank() ? last : line.strip();
        }
        String said = cause.orElse(last);
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…");
    }

    private List<String> lines() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
