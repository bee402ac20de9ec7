package lockpick.study.endpoint;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a service knows its clients by. It leaves this class in the header of a request and in no other way. */
public final class ApiKey {

    private static final int SHORTEST_TOLD = 4; // a shorter one could be a word of any answer

    private final @Nullable String secret;
    private final String variable;

    private ApiKey(@Nullable String secret, String variable) {
        this.secret = secret;
        this.variable = variable;
    }

    /**
     * @param variable the environment variable that holds the key; empty for no key
     * @throws EndpointException if it is not set, or holds what no key is
     */
    public static ApiKey of(Optional<String> variable, Map<String, String> environment) {
        if (variable.isEmpty()) {
            return new ApiKey(null, "");
        }
        String name = variable.get();
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new EndpointException(name + " is not set; put the service's API key into this environment variable");
        }
        if (!value.matches("[!-~]+")) {
            throw new EndpointException(name + " holds characters that no API key has; copy it again");
        }
        return new ApiKey(value, name);
    }

    public boolean isGiven() {
        return secret != null;
    }

    /** The name of its variable. */
    String variable() {
        return variable;
    }

    /** Puts it into a request, if there is one. */
    public void addTo(HttpRequest.Builder request) {
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
    }

    /** Whether the Authorization header of a request has this key; how long that takes does not tell what is wrong. */
    public boolean isIn(String header) {
        byte[] right = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        return isGiven() && MessageDigest.isEqual(right, header.getBytes(StandardCharsets.UTF_8));
    }

    /** A text of the service without the key, should the service repeat it. */
    public String removedFrom(String text) {
        return secret == null || secret.length() < SHORTEST_TOLD ? text : text.replace(secret, "[API key]");
    }

    @Override
    public String toString() {
        return isGiven() ? "the API key in " + variable : "no API key";
    }
}
