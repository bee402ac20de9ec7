package lockpick.study.execute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a worker of another machine replies in the middle of a run, read from the file that grows there. */
final class RemoteReplies {

    private final Path file;
    private final RunWorker.Listener listener;
    private long read;

    /** @param file need not be there yet */
    RemoteReplies(Path file, RunWorker.Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Passes on what was written since; of a line that is not whole yet, nothing. */
    void read() {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(read);
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return; // not there yet, or out of sight for a while; the answer does not depend on it
        }
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        read += whole.getBytes(StandardCharsets.UTF_8).length;
        whole.lines().forEach(line -> Reply.parse(line).ifPresent(this::pass));
    }

    private void pass(Reply reply) {
        switch (reply) {
            case Reply.Began(String log) -> listener.began(Path.of(log));
            case Reply.Planned(String memory) -> listener.planned(memory);
            case Reply.Progress(long done, long total) -> listener.at(done, total);
            case Reply answer -> {} // comes through the cluster
        }
    }
}
