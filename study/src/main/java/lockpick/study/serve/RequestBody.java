package lockpick.study.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The body of a request, no longer than so many bytes and here within so long. Closing it gives up what is not here yet. */
final class RequestBody implements AutoCloseable {

    private final int mostBytes;
    private final Duration patience;
    private final FutureTask<byte[]> reading;

    RequestBody(InputStream in, int mostBytes, Duration patience) {
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.reading = new FutureTask<>(() -> {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            in.transferTo(OutputStream.nullOutputStream()); // who is still sending hears no answer
            return bytes;
        });
    }

    /**
     * Waits until all of it is here.
     *
     * @throws RefusedException if it is too long, or comes too slowly
     * @throws IOException if the client has gone
     */
    byte[] read() throws IOException, InterruptedException {
        Thread.ofVirtual().start(reading);
        byte[] bytes;
        try {
            bytes = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw RefusedException.of(
                    408, "too_slow", "the request was not here within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        if (bytes.length > mostBytes) {
            throw RefusedException.of(
                    413,
                    "request_too_large",
                    "the request has more than " + mostBytes + " bytes; ask for less at once");
        }
        return bytes;
    }

    @Override
    public void close() {
        reading.cancel(true);
    }
}
