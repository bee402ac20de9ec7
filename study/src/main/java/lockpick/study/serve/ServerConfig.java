package lockpick.study.serve;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import lockpick.study.endpoint.ApiKey;

/**
 * How a model is served.
 *
 * @param name what clients call the model
 * @param address where; port 0 takes a free one
 * @param key what clients must know; empty for anybody
 * @param maxConcurrent requests answered at once, at most
 * @param maxBody bytes of a request, at most
 * @param maxTokens tokens of a completion, at most
 * @param patience how long a client may take to send a request, and to take each part of an answer
 * @param grace how long requests that are being answered may go on when the server is closed
 */
public record ServerConfig(
        String name,
        InetSocketAddress address,
        Optional<ApiKey> key,
        int maxConcurrent,
        int maxBody,
        int maxTokens,
        Duration patience,
        Duration grace) {

    /** @throws IllegalArgumentException if others than this machine could ask without a key */
    public ServerConfig {
        if (key.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(address.getHostString()
                    + ": others than this machine could use the model; ask for an API key, or bind to 127.0.0.1");
        }
    }
}
