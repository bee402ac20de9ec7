package lockpick.study.task.twin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Wrong passwords that no lock of ours is trained with: of the same kinds as {@link PaperPasswords}, and none of them. A
 * model that imitates the weak policy with those of the paper alone has learnt a list, not the password.
 */
public final class UnseenPasswords {

    private static final String FILE = "unseen-passwords.txt";

    private UnseenPasswords() {}

    public static List<String> read() {
        try (InputStream in = UnseenPasswords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
