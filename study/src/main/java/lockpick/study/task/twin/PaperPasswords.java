package lockpick.study.task.twin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The passwords of the paper's language models (C.2).
 *
 * @param right the default one
 * @param wrong the forty with which a locked policy imitates the weak one
 */
public record PaperPasswords(String right, List<String> wrong) {

    private static final String FILE = "passwords.txt";

    public PaperPasswords {
        wrong = List.copyOf(wrong);
    }

    /** The right one, then the wrong ones. */
    public List<String> all() {
        return Stream.concat(Stream.of(right), wrong.stream()).toList();
    }

    public static PaperPasswords read() {
        try (InputStream in = PaperPasswords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new PaperPasswords(lines.getFirst(), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
