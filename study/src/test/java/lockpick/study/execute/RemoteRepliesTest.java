package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteRepliesTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> heard = new ArrayList<>();

    private final RunWorker.Listener listener = new RunWorker.Listener() {
        @Override
        public void began(Path log) {
            heard.add("began " + log);
        }

        @Override
        public void at(long done, long total) {
            heard.add(done + "/" + total);
        }

        @Override
        public void planned(String memory) {
            heard.add("planned " + memory);
        }
    };

    @Test
    void passesOnEachWholeLineOnceWhereverTheFileIsCut() throws IOException {
        Path file = folder.resolve("a.replies");
        RemoteReplies replies = new RemoteReplies(file, listener);
        replies.read();
        assertThat(heard).as("there is no file yet").isEmpty();

        append(file, new Reply.Began("w.log").toJson() + "\n{\"reply\":\"pla");
        replies.read();
        replies.read();
        assertThat(heard).containsExactly("began w.log");

        append(file, "nned\",\"memory\":\"½ GiB\"}\n" + new Reply.Progress(3, 4).toJson() + "\n");
        replies.read();
        replies.read();
        assertThat(heard).containsExactly("began w.log", "planned ½ GiB", "3/4");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
