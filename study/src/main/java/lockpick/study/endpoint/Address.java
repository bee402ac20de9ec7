package lockpick.study.endpoint;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a service is.
 *
 * @param base without a slash at its end
 */
public record Address(URI base) {

    /**
     * @param keyed whether an API key will travel there
     * @param example an address of such a service, for messages
     * @throws EndpointException if it is no address, holds a user's name or a question, or would show the key to others
     */
    public static Address of(String text, boolean keyed, String example) {
        URI uri = parsed(text.strip().replaceAll("/+$", ""), example);
        if (keyed && !uri.getScheme().equals("https") && !isThisMachine(uri)) {
            throw new EndpointException(uri + ": the API key would travel where others can read it; use https");
        }
        return new Address(uri);
    }

    private static URI parsed(String text, String example) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the address: it may hold a password
        }
        throw new EndpointException("the url is no address of a service; expected one like " + example);
    }

    private static boolean isThisMachine(URI uri) {
        String host = uri.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    /** @param path with a slash at its beginning */
    public URI of(String path) {
        return URI.create(base + path);
    }
}
