package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import lockpick.engine.hub.Checksum;
import lockpick.engine.hub.RemoteFile;
import lockpick.engine.hub.RepositoryId;
import lockpick.engine.hub.RepositoryListing;
import org.junit.jupiter.api.Test;

class PullProgressTest {

    private static final RemoteFile WEIGHTS =
            new RemoteFile("model.safetensors", 14_500_000_000L, new Checksum(Checksum.Kind.GIT_BLOB, "0".repeat(40)));
    private static final RepositoryListing LISTING =
            new RepositoryListing(new RepositoryId("org", "model"), "0123456789abcdef", List.of(WEIGHTS));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seconds = 1000;

    private PullProgress on(boolean terminal) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new PullProgress(new Console(out, out, terminal, 100), () -> seconds * 1_000_000_000);
    }

    private String lastStatus() {
        String printed = bytes.toString(StandardCharsets.UTF_8);
        return printed.substring(printed.lastIndexOf("\r\u001b[K") + 4);
    }

    @Test
    void aTerminalSeesHowFarHowFastAndHowLong() {
        PullProgress progress = on(true);
        progress.chosen(LISTING, List.of(WEIGHTS));
        progress.fetched(WEIGHTS, 2_500_000_000L); // from an earlier process
        seconds += 10;
        progress.fetched(WEIGHTS, 3_500_000_000L); // 1 GB in 10 s; 11 GB are left
        assertThat(lastStatus()).isEqualTo("model.safetensors   3.5 GB of 14.5 GB, 100.0 MB/s, about 1 min 50 s left");
        progress.fetched(WEIGHTS, 3_600_000_000L);
        assertThat(lastStatus()).as("not drawn at each packet").contains("3.5 GB");
        progress.waiting("hub is busy (HTTP 503)", Duration.ofSeconds(8));
        assertThat(lastStatus()).isEqualTo("hub is busy (HTTP 503); trying again in 8.0 s");
    }

    @Test
    void elsewhereThereIsOneLineAndWhatWentWrong() {
        PullProgress progress = on(false);
        progress.chosen(LISTING, List.of(WEIGHTS));
        progress.checking(WEIGHTS);
        progress.fetched(WEIGHTS, 0);
        progress.waiting("hub is busy (HTTP 503)", Duration.ofSeconds(70));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                org/model at 01234567: 1 file, 14.5 GB
                hub is busy (HTTP 503); trying again in 1 min 10 s
                """);
    }
}
