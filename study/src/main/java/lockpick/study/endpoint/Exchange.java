package lockpick.study.endpoint;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request and its answer over HTTP. The key goes to the service's own address alone: redirects are not followed. */
final class Exchange implements AutoCloseable {

    private static final int MOST_BYTES = 256 << 20;

    private final Address address;
    private final ApiKey key;
    private final Duration patience;
    private final HttpClient client;

    /**
     * What a service answered, its text without our key.
     *
     * @param response status and headers
     */
    record Reply(URI address, HttpResponse<byte[]> response, String text) {

        int status() {
            return response.statusCode();
        }
    }

    Exchange(Address address, ApiKey key, Duration patience) {
        this.address = address;
        this.key = key;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // the offer to change to 2 breaks requests to some local servers
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Sends once.
     *
     * @return the whole answer, of whatever status
     * @throws TryAgainException if the service cannot be reached, breaks off, or has not answered in time
     */
    Reply send(Body body) throws TryAgainException, InterruptedException {
        URI to = address.of(body.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "lockpick")
                .POST(BodyPublishers.ofString(body.text()));
        key.addTo(request);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String text = key.removedFrom(new String(response.body(), StandardCharsets.UTF_8));
            return new Reply(to, response, text);
        } catch (TimeoutException e) {
            throw new TryAgainException("no whole answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw explained(to, e.getCause());
        } finally {
            answer.cancel(true); // ends the connection where it is not answered
        }
    }

    private static TryAgainException explained(URI to, @Nullable Throwable cause) {
        if (cause instanceof SSLHandshakeException) {
            throw new EndpointException(to + ": no secure connection (" + cause.getMessage()
                    + "); check the url and this machine's clock and certificates");
        }
        return new TryAgainException(
                cause instanceof ConnectException ? "it cannot be reached" : "the connection was lost");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
