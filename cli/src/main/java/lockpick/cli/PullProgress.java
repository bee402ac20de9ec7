package lockpick.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import lockpick.engine.hub.Bytes;
import lockpick.engine.hub.DownloadListener;
import lockpick.engine.hub.RemoteFile;
import lockpick.engine.hub.RepositoryListing;
import lockpick.study.setting.Words;

/** Tells how a download goes: on a terminal how far it is, how fast, and how long it will take; elsewhere little. */
final class PullProgress implements DownloadListener {

    private static final long REDRAW_NANOS = 250_000_000;
    private static final double SOON = 2;

    private final Console console;
    private final LongSupplier nanos;
    private long total;
    private long doneAtStart = -1;
    private long start;
    private long drawn;

    /** @param nanos a clock that counts nanoseconds from anywhere */
    PullProgress(Console console, LongSupplier nanos) {
        this.console = console;
        this.nanos = nanos;
    }

    @Override
    public void chosen(RepositoryListing listing, List<RemoteFile> files) {
        total = files.stream().mapToLong(RemoteFile::size).sum();
        console.line(listing.repository() + " at " + listing.shortCommit() + ": " + Words.count(files.size(), "file")
                + ", " + Bytes.words(total));
    }

    @Override
    public void checking(RemoteFile file) {
        console.status(file.path() + "   looking whether it is there");
    }

    /** Draws {@code model.safetensors   4.2 GB of 14.5 GB, 85.2 MB/s, about 2 min 01 s left}. */
    @Override
    public void fetched(RemoteFile file, long done) {
        long now = nanos.getAsLong();
        if (doneAtStart < 0) {
            doneAtStart = done;
            start = now;
        } else if (now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        console.status(file.path() + "   " + Bytes.words(done) + " of " + Bytes.words(total)
                + speed(done, (now - start) * 1e-9));
    }

    private String speed(long done, double seconds) {
        double rate = (done - doneAtStart) / seconds;
        if (seconds < SOON || rate <= 0) {
            return "";
        }
        return ", " + Bytes.words(Math.round(rate)) + "/s, about " + Clock.words((total - done) / rate) + " left";
    }

    @Override
    public void waiting(String why, Duration pause) {
        String text = why + "; trying again in " + Clock.words(pause.toMillis() * 1e-3);
        if (console.isInteractive()) {
            console.status(text);
        } else {
            console.problem(text);
        }
    }
}
