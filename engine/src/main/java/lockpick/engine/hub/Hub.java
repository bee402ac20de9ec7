package lockpick.engine.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face-compatible hub, and who asks it. The token is sent to the hub alone: neither to another host that it
 * redirects to, nor over a connection that others can read. It stands in no message.
 */
public final class Hub implements AutoCloseable {

    private static final String PUBLIC = "https://huggingface.co";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 8;

    private final URI endpoint;
    private final Optional<String> token;
    private final Duration patience;
    private final HttpClient client;

    /** @param patience how long a server may be silent */
    Hub(URI endpoint, Optional<String> token, Duration patience) {
        this.endpoint = endpoint;
        this.token = token;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // one file at a time has no use for streams and their windows
                .followRedirects(HttpClient.Redirect.NEVER) // we do, to know whom we tell the token
                .build();
    }

    /**
     * The hub that {@code HF_ENDPOINT} names, or the public one, asked with the token in {@code HF_TOKEN}, if any.
     *
     * @throws IllegalArgumentException if one of the two cannot be used
     */
    public static Hub of(Map<String, String> environment) {
        Optional<String> token =
                Optional.of(environment.getOrDefault("HF_TOKEN", "").strip()).filter(text -> !text.isEmpty());
        if (token.isPresent() && !token.get().matches("[!-~]+")) {
            throw new IllegalArgumentException("HF_TOKEN holds characters that no token has; copy it again");
        }
        String named = environment.getOrDefault("HF_ENDPOINT", "").strip();
        URI endpoint = endpoint(named.isEmpty() ? PUBLIC : named);
        if (token.isPresent() && !endpoint.getScheme().equals("https") && !isThisMachine(endpoint)) {
            throw new IllegalArgumentException("HF_ENDPOINT = " + endpoint
                    + ": HF_TOKEN would travel where others can read it; use https, or unset HF_TOKEN");
        }
        return new Hub(endpoint, token, PATIENCE);
    }

    private static URI endpoint(String named) {
        try {
            URI uri = new URI(named.replaceAll("/+$", ""));
            if (isWeb(uri) && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the address: it may hold a password
        }
        throw new IllegalArgumentException("HF_ENDPOINT is no address of a hub; expected one like " + PUBLIC);
    }

    private static boolean isWeb(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() <= 65_535;
    }

    private static boolean isThisMachine(URI address) {
        String host = address.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    /** Where people look at a repository. */
    URI page(RepositoryId repository) {
        return URI.create(endpoint + "/" + repository);
    }

    /** Where a revision's files are listed. */
    URI listing(RepositoryId repository, String revision) {
        return URI.create(endpoint + "/api/models/" + repository + "/revision/" + encoded(revision) + "?blobs=true");
    }

    /** Where a file of a commit is. */
    URI file(RepositoryId repository, String commit, String path) {
        String encoded = Arrays.stream(path.split("/")).map(Hub::encoded).collect(Collectors.joining("/"));
        return URI.create(endpoint + "/" + repository + "/resolve/" + commit + "/" + encoded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean hasToken() {
        return token.isPresent();
    }

    /** Whether this is an address of the hub itself. */
    boolean isHome(URI address) {
        return address.getScheme().equals(endpoint.getScheme())
                && address.getHost().equalsIgnoreCase(endpoint.getHost())
                && address.getPort() == endpoint.getPort();
    }

    /**
     * Asks for what is at an address of this hub, and follows where it leads.
     *
     * @return the last answer, of whatever status; to be closed
     * @throws TryAgainException if a server cannot be reached, or is silent for too long
     */
    Answer get(URI address, Map<String, String> headers) throws IOException, InterruptedException {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Answer answer = send(at, headers);
            Optional<URI> next = answer.redirect();
            if (next.isEmpty()) {
                return answer;
            }
            answer.close();
            at = allowed(next.get(), at);
        }
        throw new HubException(endpoint.getHost() + ": redirects without end; check HF_ENDPOINT");
    }

    /** An address on the web; what began encrypted stays so. */
    private static URI allowed(URI next, URI from) throws HubException {
        if (!isWeb(next)
                || (from.getScheme().equals("https") && !next.getScheme().equals("https"))) {
            throw new HubException(from.getHost() + ": redirects to an address that is not " + from.getScheme()
                    + "; check HF_ENDPOINT");
        }
        return next;
    }

    private Answer send(URI address, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("User-Agent", "lockpick").header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (isHome(address)) {
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        }
        CompletableFuture<HttpResponse<Body>> answer =
                client.sendAsync(request.build(), response -> new Body(patience));
        try {
            HttpResponse<Body> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(address, response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new TryAgainException(address.getHost() + " is silent for " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw explained(address, e.getCause());
        } finally {
            answer.cancel(true); // nothing happens where it is answered
        }
    }

    private static IOException explained(URI address, @Nullable Throwable cause) {
        if (cause instanceof SSLHandshakeException) {
            return new HubException(address.getHost() + ": no secure connection (" + cause.getMessage()
                    + "); check HF_ENDPOINT and this machine's clock and certificates");
        }
        String what = cause instanceof ConnectException ? " cannot be reached" : " broke the connection";
        return new TryAgainException(address.getHost() + what);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
