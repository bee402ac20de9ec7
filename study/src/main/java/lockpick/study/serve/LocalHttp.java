package lockpick.study.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP server, set up as ours need it, and who may ask them without a secret. */
public final class LocalHttp {

    static {
        // Read once by the JDK's server. Small parts of an answer go out at once; a connection that sends no whole
        // request is closed as a last resort.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "300");
    }

    private static final int MOST_ARRIVING = 1024; // connections that wait to be accepted

    private LocalHttp() {}

    /**
     * A server that has not started yet.
     *
     * @throws IOException if the address cannot be had
     */
    public static HttpServer at(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, MOST_ARRIVING);
    }

    /**
     * Whether a request names this machine. Others cannot reach a server that listens here alone; but a web page that is open in a
     * browser here can, under a name of its own that leads here, and the browser still says that name.
     */
    public static boolean namesThisMachine(Headers request) {
        @Nullable String host = request.getFirst("Host");
        return host == null || host.matches("(localhost|127\\.[0-9.]+|\\[::1\\])(:\\d+)?");
    }
}
