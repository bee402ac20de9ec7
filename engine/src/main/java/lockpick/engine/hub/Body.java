package lockpick.engine.hub;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of a response as they arrive. Waiting for the next ones has an end, which neither a stream over a response
 * nor, in every Java version, a request's timeout gives.
 */
final class Body implements BodySubscriber<Body>, AutoCloseable {

    private final Duration patience;
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(); // one is asked for at a time

    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Failure(Throwable cause) implements Arrival {}
    }

    /** @param patience how long there may be silence */
    Body(Duration patience) {
        this.patience = patience;
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws TryAgainException if the connection drops or falls silent
     */
    Optional<List<ByteBuffer>> next() throws TryAgainException, InterruptedException {
        Arrival arrival = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return switch (arrival) {
            case null -> throw new TryAgainException("the server is silent for " + patience.toSeconds() + " s");
            case Arrival.Bytes(List<ByteBuffer> buffers) -> {
                subscription.join().request(1);
                yield Optional.of(buffers);
            }
            case Arrival.End() -> Optional.empty();
            case Arrival.Failure failure -> throw new TryAgainException("the connection was lost");
        };
    }

    /** Gives up what has not arrived. */
    @Override
    public void close() {
        var unused = subscription.thenAccept(Subscription::cancel); // at once, or as soon as it begins
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedFuture(this); // before any bytes are here
    }

    @Override
    public void onSubscribe(Subscription from) {
        subscription.complete(from);
        from.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Failure(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }
}
